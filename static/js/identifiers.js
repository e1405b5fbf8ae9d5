// What in a text may tell who somebody is: found here, in the browser, so that nothing has to leave for it.
// It never finds all of it. A number of the right form is found even where its check fails: people mistype.

const FORMS = [
  ["mail", /[\p{L}\d._%+-]{1,64}(?:@| ?[([](?:at|apenstaartje)[)\]] ?)[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{2,63}){1,4}/giu],
  ["web", /\b(?:https?:\/\/|www\.)[^\s<>"”’)\]]{3,300}/giu],
  ["handle", /(?<![\p{L}\d@])@[\p{L}\d._]{2,40}/gu],
  ["iban", /\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z\d]{4}){2,7}(?:[ .-]?[A-Z\d]{1,4})?(?![\p{L}\d])/gu],
  ["nn", /(?<!\d)\d{2}[ ./-]{0,2}\d{2}[ ./-]{0,2}\d{2}[ ./-]{0,3}\d{3}[ ./-]{0,3}\d{2}(?!\d)/g],
  ["tel", /(?<![\p{L}\d+])(?:\+|00|0)\d(?:[ ./()-]{0,3}\d){6,13}(?!\d)/gu],
  ["bsn", /(?<![\d.,])(?:\d{9}|\d{4}[ .-]\d{2}[ .-]\d{3}|\d{3}[ .-]\d{3}[ .-]\d{3})(?!\d)/g],
  ["date", /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g],
  ["date", /(?<![\d.,])[0-3]?\d[ ](?:januari|jan|februari|feb|maart|mrt|april|apr|mei|juni|jun|juli|jul|augustus|aug|september|sept|sep|oktober|okt|november|nov|december|dec)(?![\p{L}])\.?(?:[ ]\d{4})?/giu],
  ["street", /(?<![\p{L}])\p{L}[\p{L}’'-]{1,30}(?:straat|laan|weg|lei|plein|steenweg|dreef|kaai|gracht|singel|baan|hof)[ ]\d{1,4}[a-z]?(?![\p{L}\d])/giu],
  ["post", /(?<![\p{L}\d])[1-9]\d{3}[ ]?[A-Z]{2}(?![\p{L}\d-])/gu],
  ["post", /(?<![\p{L}\d/.,-])(?:B-)?[1-9]\d{3}(?=[ ]\p{Lu}\p{L}+)/gu],
  ["school", /(?<![\p{L}])(?:atheneum|college|lyceum|instituut|basisschool|school|oooc|caw|ckg|clb|leefgroep|azc|vzw|stichting|moskee|parochie)[ ]\p{Lu}[\p{L}’'-]+(?:[ ]\p{Lu}[\p{L}’'-]+)*/giu],
  ["school", /(?<![\p{L}])(?:Sint|St\.?)-\p{Lu}[\p{L}-]+(?:[ ]\p{Lu}[\p{L}-]+)*/gu],
  ["number", /(?<![\p{L}\d.,/+-])\d(?:[ .-]?\d){5,}(?!\d)/gu],
];
const WORD = /\p{L}+(?:[’'-]\p{L}+)*/gu;
const OPENS = /(?:^|[.!?…:;"“”„«»–—•*#|/>‘(\n]|\d[.)])\s*$/u; // any word has a capital here
const SHORT = /(?:^|[\s(])(?:mevr|mw|dhr|hr|mr|dr|drs|prof|ir|ing|st|\p{L})\.\s*$/iu;
const NO_NAMES = new Set(("Ik Nederlands Nederlandse Frans Franse Arabisch Engels Engelse Turks Vlaams Vlaamse Belgisch Belgische "
  + "Brussels Europese Islam Koran Bijbel Ramadan Kerst Pasen Suikerfeest Internet Whatsapp WhatsApp Teams Corona Covid").split(" "));

const digits = (text) => text.replace(/\D/g, "");

// Belgium: the last two of eleven are 97 less the rest of the nine before, for who was born since 2000 with a 2 in front.
export function isNationalNumber(text) {
  const all = digits(text);
  if (all.length !== 11) return false;
  const [body, check] = [all.slice(0, 9), Number(all.slice(9))];
  return [body, `2${body}`].some((number) => 97 - (Number(number) % 97) === check);
}

// The Netherlands: weighed nine down to two, less the last, is a multiple of eleven.
export function isCitizenNumber(text) {
  const all = digits(text);
  if (all.length !== 9 || /^0+$/.test(all)) return false;
  const sum = [...all].reduce((total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at), 0);
  return sum % 11 === 0;
}

// A kind is what the form says, unless the check says that it is only some number.
function kindOf(kind, words) {
  const all = digits(words);
  if (kind === "nn") return isNationalNumber(words) || (Number(all.slice(2, 4)) <= 52 && Number(all.slice(4, 6)) <= 31) ? "nn" : "number";
  if (kind === "bsn") return isCitizenNumber(words) ? "bsn" : "number";
  if (kind === "date" && /^\d+[/.-]\d+[/.-]\d+$/.test(words)) {
    const [first, second] = words.split(/[/.-]/).map(Number);
    return first > 31 ? (second <= 12 ? "date" : "") : first >= 1 && second >= 1 && second <= 12 ? "date" : "";
  }
  return kind;
}

export function find(text) {
  const found = [];
  const free = (start, end) => found.every((other) => end <= other.start || other.end <= start);
  const add = (start, words, kind) => {
    if (kind && free(start, start + words.length)) found.push({ start, end: start + words.length, words, kind });
  };
  for (const [kind, form] of FORMS) {
    for (const match of text.matchAll(form)) add(match.index, match[0], kindOf(kind, match[0]));
  }
  names(text, add);
  return found.sort((one, other) => one.start - other.start);
}

// Capitalised words where no sentence begins: it needs no list of names, so it finds Kabul as it finds Kortrijk.
// Words that follow each other are one.
function names(text, add) {
  let run = null;
  const close = () => {
    if (run) add(run.start, text.slice(run.start, run.end), "name");
    run = null;
  };
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const before = text.slice(Math.max(0, index - 30), index);
    const opens = OPENS.test(before.length < 30 ? before : `x${before}`) && !SHORT.test(before);
    const isBegin = index === 0 || opens;
    const capital = /^\p{Lu}\p{Ll}/u.test(word) || /[’'-]\p{Lu}/u.test(word);
    if (!capital || NO_NAMES.has(word)) {
      close();
      continue;
    }
    if (run && text.slice(run.end, index) === " ") run.end = index + word.length;
    else {
      close();
      // First in a sentence it may be any word; a capital right after it makes it a name after all.
      if (!isBegin || /^ \p{Lu}\p{Ll}/u.test(text.slice(index + word.length))) run = { start: index, end: index + word.length };
    }
  }
  close();
}
