"""Words that say too little to search for. Mild on purpose: niet, geen, zonder and tegen carry meaning."""

DUTCH = frozenset(
    ["de", "het", "een", "en", "van", "ik", "te", "dat", "die", "in", "je", "is", "zijn", "was", "voor", "op", "aan", "met", "als", "dan", "om", "bij", "of", "er", "maar", "ook", "nog", "wel", "naar", "uit", "door", "over", "ze", "zich", "hun", "heb", "heeft", "hebben", "had", "hij", "zij", "we", "wij", "ons", "onze", "jij", "jou", "jouw", "u", "uw", "mijn", "haar", "hem", "deze", "dit", "wie", "wat", "waar", "hoe", "wanneer", "waarom", "kan", "kunnen", "zal", "zou", "zullen", "worden", "wordt", "werd", "ben", "bent", "dus", "omdat", "want", "toch", "al", "iets", "iemand", "daar", "hier", "men", "af", "'s", "'t"]
)
FRENCH = frozenset(
    ["le", "la", "les", "un", "une", "des", "du", "de", "et", "en", "au", "aux", "à", "a", "ce", "ces", "cette", "que", "qui", "quoi", "dans", "sur", "pour", "par", "avec", "est", "sont", "être", "il", "elle", "ils", "elles", "on", "nous", "vous", "je", "tu", "son", "sa", "ses", "leur", "leurs", "mon", "ma", "mes", "ou", "où", "mais", "ne", "se", "y"]
)
ENGLISH = frozenset(
    ["the", "a", "an", "of", "and", "in", "to", "is", "are", "be", "on", "for", "with", "as", "at", "by", "it", "its", "that", "this", "these", "those", "or", "from", "was", "were", "has", "have", "had", "but", "he", "she", "they", "we", "you", "i", "his", "her", "their", "our", "my", "your"]
)
BY_LANGUAGE = {"nl": DUTCH, "fr": FRENCH, "en": ENGLISH}
