"""Reading the text of a PDF back, in the order in which it is set."""

import io
import re

import pikepdf


def text_of_pdf(content):
    """The text of every page, words with single spaces. Follows the ToUnicode map of each font."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            fonts = page.Resources.get("/Font", {})
            maps = {name: _map_of(font) for name, font in fonts.items()}
            current = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "Tf":
                        current = maps[str(operands[0])]
                    case "Tj":
                        found.append(_read(bytes(operands[0]), current))
                    case "TJ":
                        found.extend(
                            _read(bytes(each), current) for each in operands[0] if isinstance(each, pikepdf.String)
                        )
                    case "ET":
                        found.append(" ")
    return " ".join("".join(found).split())


def _map_of(font):
    text = font.ToUnicode.read_bytes().decode("latin-1")
    signs = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            signs[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = bytes.fromhex(value).decode("utf-16-be")
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                signs[code] = start[:-1] + chr(ord(start[-1]) + step)
    return signs


def _read(raw, signs):
    return "".join(signs.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2))
