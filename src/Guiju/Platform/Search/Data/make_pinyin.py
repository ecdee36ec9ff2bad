"""Makes pinyin.txt.gz from the published tables (see README.md).

usage: make_pinyin.py char_pinyin.tsv.gz kMandarin_8105.txt phrase_pinyin.tsv.gz surname_readings.csv

Sections of the result, parted by an empty line:
  syllable with tone, in order, tab, the characters read so (most usual reading of each character);
  phrase, tab, its syllables: only phrases that reading by characters and shorter phrases would get wrong;
  surname, tab, its syllables, where a surname is read otherwise than the word.
"""
import csv, gzip, re, sys, unicodedata

MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
DIGITS = re.compile(r"^[a-zü]+[1-5]$")


def plain(syllable):
    letters, tone = "", "5"
    for c in unicodedata.normalize("NFD", syllable.strip().lower().replace("ɡ", "g")):
        if c in MARKS: tone = MARKS[c]
        elif c == "\u0308": letters = letters[:-1] + "v"
        elif c == "\u0302": pass
        else: letters += c
    return letters + tone


def good(syllable): return re.match(r"^[a-z]+[1-5]$", syllable)


def main(chars_path, usual_path, phrases_path, surnames_path):
    chars = {}
    for line in gzip.open(chars_path, "rt", encoding="utf-8"):
        c, readings = line.rstrip("\n").split("\t")
        s = plain(readings.split(",")[0])
        if len(c) == 1 and good(s): chars[c] = s
    for line in open(usual_path, encoding="utf-8"):
        m = re.match(r"^U\+([0-9A-F]+):\s*(\S+)", line)
        if m and good(plain(m[2])): chars[chr(int(m[1], 16))] = plain(m[2])
    wanted = {}
    for line in gzip.open(phrases_path, "rt", encoding="utf-8"):
        p, readings = line.rstrip("\n").split("\t")
        s = [plain(x) for x in readings.split()]
        if len(s) == len(p) and all(map(good, s)): wanted[p] = s
    own = {}
    for line in open("own-readings.tsv", encoding="utf-8"):
        if line.startswith("#"): continue
        p, readings = line.rstrip("\n").split("\t")
        if len(p) == 1: chars[p] = readings
        else: own[p] = readings.split()
    wanted.update(own)

    kept = {}

    def read(text):
        result, i = [], 0
        while i < len(text):
            for n in range(min(len(text) - i, 12), 1, -1):
                if text[i:i + n] in kept:
                    result += kept[text[i:i + n]]; i += n
                    break
            else:
                result.append(chars.get(text[i], "?5")); i += 1
        return result

    # Tones that change by neighbourhood (yi2 for yi1) are no other reading: only the letters are compared.
    for p in sorted(wanted, key=lambda p: (len(p), p)):
        if [x[:-1] for x in read(p)] != [x[:-1] for x in wanted[p]]: kept[p] = wanted[p]

    surnames = {}
    for row in csv.DictReader(open(surnames_path, encoding="utf-8")):
        s = [plain(x) for x in row["surnameReading"].split()]
        if len(s) == len(row["surname"]) and (len(s) > 1 or s[0][:-1] != chars.get(row["surname"], "?5")[:-1]):
            surnames[row["surname"]] = s

    by_syllable = {}
    for c, s in chars.items(): by_syllable.setdefault(s, []).append(c)
    used = set(by_syllable) | {x for s in [*kept.values(), *surnames.values()] for x in s}
    lines = [f"{s}\t{''.join(sorted(by_syllable.get(s, [])))}" for s in sorted(used)]
    lines += [""] + [f"{p}\t{' '.join(s)}" for p, s in sorted(kept.items())]
    lines += [""] + [f"{p}\t{' '.join(s)}" for p, s in sorted(surnames.items())]
    text = "\n".join(lines) + "\n"
    with open("pinyin.txt.gz", "wb") as f, gzip.GzipFile("", "wb", 9, f, mtime=0) as z: z.write(text.encode("utf-8"))
    print(len(chars), "characters,", len(kept), "phrases,", len(surnames), "surnames,", len(used), "syllables,", max(map(len, kept)), "longest")


if __name__ == "__main__": main(*sys.argv[1:])
