using System.Text;
using Guiju.Rulebook.Findings;

namespace Guiju.Platform.Tables.Cards;

/// <summary>
/// A file of vCards as a sheet: one card a row, its number the line the card begins on, the columns those a customer file has.
/// Of several phones or addresses the preferred comes first, and those of work before those of home.
/// </summary>
sealed class CardSheet(Stream stream, string name, TableLimits limits) : TableSheet(name, hidden: false)
{
    static readonly string[] labels = ["公司名称", "部门", "联系人", "职务", "手机", "电话", "传真", "邮箱", "微信", "省份", "城市", "详细地址", "邮编", "网址", "备注"];

    /// <summary>Whether bytes begin a file of cards.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        if (head is [0xEF, 0xBB, 0xBF, ..]) head = head[3..];
        while (head is [(byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t', ..]) head = head[1..];
        return head.Length >= 11 && Encoding.ASCII.GetString(head[..11]).Equals("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public override IEnumerable<TableRow> Rows()
    {
        yield return new(0, [.. labels.Select(Cell.Of)]);
        List<CardLine>? card = null;
        // A card within a card is the assistant's or agent's: it is passed over.
        var depth = 0;
        foreach (var line in CardLines.Read(stream, limits))
        {
            if (line is { Name: "BEGIN" } && IsCard(line))
            {
                if (depth++ == 0) card = [line];
            }
            else if (line is { Name: "END" } && IsCard(line))
            {
                if (depth > 0 && --depth == 0 && card is not null) yield return Row(card);
            }
            else if (depth == 1) card!.Add(line);
        }
        if (depth > 0) throw new UnreadableTableException(new Finding("tables.card.unended", "file").With(card![0].Line));
    }

    static bool IsCard(CardLine line) => line.Value.Trim().Equals("VCARD", StringComparison.OrdinalIgnoreCase);

    static TableRow Row(List<CardLine> card)
    {
        var old = card.Any(l => l is { Name: "VERSION", Value: "2.1" });
        var company = Structured("ORG");
        var address = Split(Best("ADR", "WORK")?.Value, old);
        var names = Structured("N");
        var phones = card.Where(l => l.Name == "TEL" && !l.Marks.Contains("FAX") && !l.Marks.Contains("PAGER")).OrderBy(Rank).Select(l => (Line: l, Number: Number(l.Value))).ToList();
        var mobile = phones.FirstOrDefault(p => p.Line.Marks.Contains("CELL")).Number ?? phones.FirstOrDefault(p => IsMobile(p.Number)).Number;
        var cells = new Dictionary<string, string?>
        {
            ["公司名称"] = company.ElementAtOrDefault(0),
            ["部门"] = string.Join(' ', company.Skip(1)).Trim(),
            ["联系人"] = Text("FN") is { Length: > 0 } full ? full : string.Concat(names.Take(2)),
            ["职务"] = Text("TITLE") ?? Text("ROLE"),
            ["手机"] = mobile,
            ["电话"] = phones.FirstOrDefault(p => p.Number != mobile).Number,
            ["传真"] = Best("TEL", "FAX", only: true) is { } fax ? Number(fax.Value) : null,
            ["邮箱"] = Best("EMAIL", "WORK") is { } mail ? Plain(mail.Value, old) : null,
            ["微信"] = card.FirstOrDefault(l => l.Name is "X-WECHAT" or "X-WEIXIN")?.Value,
            ["省份"] = address.ElementAtOrDefault(4),
            ["城市"] = address.ElementAtOrDefault(3),
            ["详细地址"] = string.Join(' ', address.Skip(1).Take(2).Where(p => p.Length > 0)),
            ["邮编"] = address.ElementAtOrDefault(5),
            ["网址"] = Text("URL"),
            ["备注"] = Text("NOTE"),
        };
        return new(card[0].Line, [.. labels.Select(l => Cell.Of(cells[l]?.Trim() ?? ""))]);

        string? Text(string property) => card.FirstOrDefault(l => l.Name == property) is { } line ? Plain(line.Value, old) : null;
        List<string> Structured(string property) => Split(card.FirstOrDefault(l => l.Name == property)?.Value, old);
        CardLine? Best(string property, string mark, bool only = false) =>
            card.Where(l => l.Name == property && (!only || l.Marks.Contains(mark))).OrderBy(l => l.Marks.Contains(mark) ? 0 : 1).ThenBy(Rank).FirstOrDefault();
    }

    static int Rank(CardLine line) => (line.Marks.Contains("PREF") || line.Marks.Contains("1") ? 0 : 2) + (line.Marks.Contains("HOME") ? 1 : 0);

    static bool IsMobile(string number) => number.Where(char.IsAsciiDigit).ToArray() is { Length: 11 } digits && digits[0] == '1';

    static string Number(string value) => value.Trim().StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? value.Trim()[4..].Split(';')[0] : value.Trim();

    static string Plain(string value, bool old) => string.Join(';', Split(value, old));

    // Parts of a value, their escapes taken out; in cards of version 2.1 only the semicolon is escaped.
    static List<string> Split(string? value, bool old)
    {
        if (value is null) return [];
        List<string> parts = [];
        var part = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length && (!old || value[i + 1] == ';'))
                part.Append(value[++i] is 'n' or 'N' ? '\n' : value[i]);
            else if (value[i] == ';') { parts.Add(part.ToString().Trim()); part.Clear(); }
            else part.Append(value[i]);
        }
        parts.Add(part.ToString().Trim());
        return parts;
    }
}
