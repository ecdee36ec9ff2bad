"""Makes traditional.txt from OpenCC's table of characters (see README.md).

usage: make_traditional.py TSCharacters.txt

Two lines of pairs, traditional character and simplified one: those that are read as the simplified one, then those that are
also characters of their own, read otherwise (乾 qian beside 干 gan), which become one for comparing alone.
"""
import sys

plain, own = [], []
for line in open(sys.argv[1], encoding="utf-8"):
    if line.startswith("#") or "\t" not in line: continue
    c, to = line.rstrip("\n").split("\t")
    choices = to.split(" ")
    other = next((x for x in choices if x != c), None)
    if len(c) != 1 or other is None or len(other) != 1: continue
    (own if c in choices else plain).append(c + other)
# What leads on leads to the end at once.
last = {p[0]: p[1] for p in plain + own}
def end(c):
    seen = set()
    while c in last and c not in seen: seen.add(c); c = last[c]
    return c
with open("traditional.txt", "w", encoding="utf-8") as f:
    for pairs in (plain, own): f.write("".join(p[0] + end(p[1]) for p in sorted(pairs) if p[0] != end(p[1])) + "\n")
print(len(plain), "plain,", len(own), "of their own:", "".join(p[0] for p in own))
