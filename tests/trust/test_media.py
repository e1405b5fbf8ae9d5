"""Files: nothing personal is stored, and nobody gets one they may not see."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents.models import Document
from wagtail.images.models import Image as Picture
from wagtail.models import ReferenceIndex

from pages.models import StandardPage
from pages.tree import home_of
from pages.uploads import UploadRefused, clean
from people import actions
from people.models.audience import members, of_group, public
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

CANARY = "KPC-Brugstraat-12"


def gps_picture(kind="JPEG", size=(40, 30)):
    """A picture that carries a place, a maker and a comment."""
    image = Image.new("RGB", size, (120, 80, 40))
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = CANARY, CANARY
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 3.0, 7.0), 3: "E", 4: (3.0, 43.0, 7.0)})
    out = BytesIO()
    image.save(out, kind, exif=exif, **({"comment": CANARY.encode()} if kind == "JPEG" else {}))
    return out.getvalue() + CANARY.encode()


def authored_pdf():
    """A PDF that names its author, in the information, in XMP and in an attachment."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = CANARY
    with pdf.open_metadata() as meta:
        meta["dc:creator"] = [CANARY]
    pdf.attachments["note.txt"] = CANARY.encode()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=CANARY)
    out = BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def stored(settings):
    """Every stored file, by its path."""
    return {path: path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}


@pytest.fixture
def editor(tree):
    person = UserFactory()
    actions.grant_role(person=person, role="editor", by=UserFactory(is_superuser=True))
    return person


@pytest.fixture
def collection(editor):
    from wagtail.models import Collection

    return Collection.objects.get(name="Beeld en bestanden")


def upload(client, name, data, collection, kind="images"):
    fields = {"title": "Een trap", "collection": collection.pk, "description": "", "tags": ""}
    return client.post(f"/beheer/{kind}/add/", {**fields, "file": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_and_maker_are_in_no_stored_file(client, editor, collection, settings, kind):
    data = gps_picture(kind)
    assert CANARY.encode() in data
    client.force_login(editor)
    upload(client, f"{CANARY}.{kind.lower()}", data, collection)
    picture = Picture.objects.get()
    for spec in ("original", "width-20", "fill-10x10|format-jpeg", "width-20|format-webp"):
        picture.get_rendition(spec)
    files = stored(settings)
    assert len(files) == 5
    for path, content in files.items():
        assert (CANARY.encode() in content, CANARY in path.name) == (False, False)
        exif = Image.open(BytesIO(content)).getexif()
        assert (dict(exif), exif.get_ifd(0x8825)) == ({}, {})


def test_author_script_and_attachment_leave_a_pdf(client, editor, collection, settings):
    data = authored_pdf()
    assert CANARY.encode() in data
    client.force_login(editor)
    upload(client, f"Verslag_{CANARY}.pdf", data, collection, kind="documents")
    ((path, content),) = stored(settings).items()
    with pikepdf.open(path) as pdf:
        assert (len(pdf.pages), "/Info" in pdf.trailer, "/OpenAction" in pdf.Root) == (1, False, False)
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        assert all(CANARY.encode() not in bytes(found.unparse()) for found in pdf.objects)
    assert CANARY.encode() not in content
    assert CANARY not in path.name


def test_every_door_to_the_store_cleans(settings):
    """An import or a command that writes a file without any form."""
    default_storage.save(f"somewhere/{CANARY}.jpg", ContentFile(gps_picture()))
    ((path, content),) = stored(settings).items()
    assert (CANARY in path.name, CANARY.encode() in content) == (False, False)


def test_pixels_and_direction_survive():
    image = Image.new("RGB", (20, 10), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    assert Image.open(BytesIO(clean("a.jpg", out.getvalue()))).size == (10, 20)


def test_transparent_picture_stays_transparent():
    out = BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 0)).save(out, "PNG")
    assert Image.open(BytesIO(clean("a.png", out.getvalue()))).getpixel((0, 0)) == (1, 2, 3, 0)


def big_picture():
    out = BytesIO()
    Image.new("1", (5001, 5000)).save(out, "PNG")
    return out.getvalue()


def truncated_png():
    out = BytesIO()
    Image.effect_noise((200, 200), 50).save(out, "PNG")
    return out.getvalue()[: len(out.getvalue()) // 2]


UNREADABLE = "Dit is geen beeld dat we kunnen lezen, of het bestand is beschadigd."
NO_PDF = "Dit is geen PDF, of het bestand is beschadigd."
HOSTILE = [
    ("a.png", truncated_png, UNREADABLE),
    ("a.jpg", lambda: b"<html><script>alert(1)</script>", UNREADABLE),
    ("a.jpg", lambda: b"", UNREADABLE),
    ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(30), UNREADABLE),
    ("a.png", big_picture, "Dit beeld heeft meer dan 25 miljoen beeldpunten. Maak het eerst kleiner."),
    ("a.pdf", lambda: b"MZ\x90\x00 a program", NO_PDF),
    ("a.pdf", lambda: b"%PDF-1.7\n", NO_PDF),
    (
        "a.svg",
        lambda: b"<svg onload='alert(1)'/>",
        "Dit soort bestand bewaren we niet. Kies een JPEG, PNG, WebP of PDF.",
    ),
    ("a.exe", lambda: b"MZ", "Dit soort bestand bewaren we niet. Kies een JPEG, PNG, WebP of PDF."),
]


@pytest.mark.parametrize(
    ("name", "make", "says"), HOSTILE, ids=lambda value: getattr(value, "__name__", str(value))[:20]
)
def test_hostile_file_is_refused_with_a_reason(name, make, says):
    with pytest.raises(UploadRefused) as refused:
        clean(name, make())
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("name", "make", "_says"), HOSTILE, ids=lambda value: getattr(value, "__name__", str(value))[:20]
)
def test_upload_page_shows_the_form_again_and_stores_nothing(client, editor, collection, settings, name, make, _says):
    client.force_login(editor)
    response = upload(client, name, make(), collection, kind="documents" if name.endswith("pdf") else "images")
    assert response.status_code == 200
    assert "error" in response.content.decode()
    assert (Picture.objects.count(), Document.objects.count(), stored(settings)) == (0, 0, {})


@pytest.fixture
def picture(collection):
    out = BytesIO()
    Image.new("RGB", (30, 30)).save(out, "PNG")
    file = SimpleUploadedFile("trap.png", out.getvalue())
    return Picture.objects.create(title="Trap", file=file, collection=collection, width=30, height=30)


def page_that_uses(media, audience, *, live=True):
    """A page in this audience that uses the picture or document, as the reference index knows it."""
    page = StandardPage(title="Trap", slug=f"trap-{StandardPage.objects.count()}", audience=audience, live=live)
    home_of("nl").add_child(instance=page)
    content_type = ReferenceIndex._get_base_content_type(page)
    ReferenceIndex.objects.create(
        content_type=content_type,
        base_content_type=content_type,
        object_id=str(page.pk),
        to_content_type=ReferenceIndex._get_base_content_type(media),
        to_object_id=str(media.pk),
        model_path="body",
        content_path="body",
        content_path_hash=ReferenceIndex._get_content_path_hash("body"),
    )
    return page


@pytest.fixture
def readers(editor):
    member = MembershipFactory(organisation=OrganisationFactory())
    return {"member of it": member.person, "somebody": UserFactory(), "editor": editor, "anonymous": None}


ANSWERS = {
    "unused": {"editor"},
    "draft": {"editor"},
    "organisation": {"editor", "member of it"},
    "members": {"editor", "member of it", "somebody"},
    "public": {"editor", "member of it", "somebody", "anonymous"},
}


@pytest.mark.parametrize("used", ANSWERS)
def test_picture_is_seen_by_whoever_sees_a_page_with_it(client, picture, readers, used):
    organisation = readers["member of it"].memberships.get().organisation
    audiences = {"draft": public, "organisation": lambda: of_group(organisation), "members": members, "public": public}
    if used in audiences:
        page_that_uses(picture, audiences[used](), live=used != "draft")
    url = picture.get_rendition("width-20").url
    assert url.startswith("/bestanden/images/")
    seen, kept = set(), set()
    for name, person in readers.items():
        client.logout()
        if person is not None:
            client.force_login(person)
        response = client.get(url)
        kept.add(response.headers.get("Cache-Control") if response.status_code == 200 else None)
        if response.status_code == 200:
            seen.add(name)
            assert response.headers["Content-Type"] == "image/png"
            assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        else:
            assert response.status_code == 404
    assert seen == ANSWERS[used]
    assert kept - {None} == {"public, max-age=3600" if used == "public" else "private, no-store"}


def test_original_of_a_public_picture_is_for_editors(client, picture, editor):
    page_that_uses(picture, public())
    assert client.get(picture.file.url).status_code == 404
    client.force_login(editor)
    assert client.get(picture.file.url).status_code == 200


def test_document_is_a_download_under_its_title_and_never_by_path(client, collection, editor):
    file = SimpleUploadedFile(f"{CANARY}.pdf", authored_pdf())
    document = Document.objects.create(title="Onze afspraken", file=file, collection=collection)
    assert client.get(document.url).status_code == 404
    page_that_uses(document, public())
    response = client.get(document.url)
    assert response.headers["Content-Disposition"] == 'attachment; filename="onze-afspraken.pdf"'
    assert response.content.startswith(b"%PDF")
    client.force_login(editor)
    assert client.get(f"/bestanden/{document.file.name}").status_code == 404


@pytest.mark.parametrize(
    "name", ["../meerstemmig.sqlite3", "%2e%2e/meerstemmig.sqlite3", "images/x.png", "meerstemmig.sqlite3"]
)
def test_no_other_file_is_served(client, editor, name):
    client.force_login(editor)
    assert client.get(f"/bestanden/{name}").status_code == 404
