using System.Globalization;
using Guiju.Customers.Contracts;
using Guiju.Platform.Regions;
using Guiju.Rulebook.Findings;
using Microsoft.Extensions.Primitives;

namespace Guiju.Customers.Lists;

/// <summary>
/// Reads and writes a list's address: the same parameters for page, export, print and API. Everything is an allow-list; what is unknown or
/// cannot be read is a finding that names it.
/// </summary>
public static class ListParameters
{
    /// <summary>The parameters that narrow.</summary>
    public static readonly IReadOnlyList<string> Filters =
        ["q", "role", "special", "stage", "leadClass", "status", "gap", "category", "owner", "department", "region", "industry", "source", "tag", "nextFrom", "nextTo", "overdue", "within", "completenessFrom", "completenessTo", "where", "archived", "id"];

    /// <summary>Most values of one parameter.</summary>
    public const int MaxValues = 200;

    /// <summary>Reads an address.</summary>
    /// <param name="query">Its parameters; empty ones are passed over, since a form sends them all.</param>
    /// <param name="today">Today, for what is overdue.</param>
    /// <param name="me">Who <c>owner=me</c> is.</param>
    /// <param name="others">Further parameters the caller reads himself.</param>
    public static Outcome<ListRequest> Read(IEnumerable<KeyValuePair<string, StringValues>> query, DateOnly today, Guid? me, params IReadOnlyList<string> others)
    {
        List<Finding> findings = [];
        var filter = new CustomerFilter { Reader = me };
        var request = new ListRequest(filter);
        foreach (var (name, all) in query)
        {
            var values = all.Select(v => v?.Trim() ?? "").Where(v => v.Length > 0).Take(MaxValues).ToList();
            if (values.Count == 0 && Known(name)) continue;
            var last = values.Count > 0 ? values[^1] : "";
            // PostgreSQL cannot hold it in a text, and nobody types it.
            if (values.Exists(v => v.Contains('\0')))
            {
                Refuse(Known(name) ? name : Cut(name), last.Replace('\0', '�'));
                continue;
            }
            switch (name)
            {
                case "q": filter = filter with { Text = last }; break;
                case "role": filter = filter with { Roles = Many<RoleKind>(name, values) }; break;
                case "special": filter = filter with { Specials = Many<SpecialKind>(name, values) }; break;
                case "stage": filter = filter with { Stages = Many<Stage>(name, values) }; break;
                case "leadClass": filter = filter with { LeadClasses = Many<LeadClass>(name, values) }; break;
                case "status": filter = filter with { Statuses = Many<FileStatus>(name, values) }; break;
                case "gap": filter = filter with { Gaps = Many<FileGap>(name, values) }; break;
                case "category": filter = filter with { Categories = Ids(name, values) }; break;
                case "owner": filter = filter with { Owners = Ids(name, values) }; break;
                case "department": filter = filter with { Departments = Ids(name, values) }; break;
                case "id": filter = filter with { Ids = Ids(name, values) }; break;
                case "region":
                    if (Regions.Find(last) is null) Refuse(name, last);
                    filter = filter with { Region = last };
                    break;
                case "industry": filter = filter with { Industry = last }; break;
                case "source": filter = filter with { Source = last }; break;
                case "tag": filter = filter with { Tag = last }; break;
                case "nextFrom": filter = filter with { NextFrom = Day(name, last) }; break;
                case "nextTo": filter = filter with { NextTo = Day(name, last) }; break;
                case "overdue":
                    if (last != "true") Refuse(name, last);
                    else filter = filter with { NextTo = filter.NextTo is { } to && to < today ? to : today.AddDays(-1) };
                    break;
                case "within":
                    if (Number(name, last, 3660) is var days && (filter.NextTo is null || filter.NextTo > today.AddDays(days))) filter = filter with { NextTo = today.AddDays(days) };
                    break;
                case "completenessFrom": filter = filter with { CompletenessFrom = Percent(name, last) }; break;
                case "completenessTo": filter = filter with { CompletenessTo = Percent(name, last) }; break;
                case "where":
                    var groups = ConditionGroup.Read(values);
                    if (groups.Done) filter = filter with { Where = groups.Value };
                    else findings.AddRange(groups.Findings);
                    break;
                case "archived":
                    if (last is not ("no" or "only" or "all")) Refuse(name, last);
                    filter = filter with { Archived = last == "only" ? ArchivedFiles.Only : last == "all" ? ArchivedFiles.Included : ArchivedFiles.Left };
                    break;
                case "sort":
                    if (!CustomerSort.All.ContainsKey(last.TrimStart('-'))) findings.Add(new Finding("lists.sort.unknown", name).With(Cut(last), string.Join(", ", CustomerSort.All.Keys)));
                    else request = request with { Sort = last.TrimStart('-'), Descending = last.StartsWith('-') };
                    break;
                case "limit" or "size" when name == "limit" || others.Contains(name): request = request with { Size = Number(name, last, ListRequest.MaxSize) }; break;
                case "page" when others.Contains(name): request = request with { Page = Number(name, last, ListRequest.MaxNumbered) }; break;
                // What a saved view holds is put into the address before it is read.
                case "view": break;
                case "cols" when others.Contains(name):
                    var columns = ColumnChoice.Read(last);
                    if (columns.Done) request = request with { Columns = columns.Value };
                    else findings.AddRange(columns.Findings);
                    break;
                case "after": request = request with { After = last }; break;
                default:
                    if (!others.Contains(name)) findings.Add(new Finding("lists.parameter.unknown", Cut(name)).With(Cut(name), string.Join(", ", Filters)));
                    break;
            }
        }
        if (request.Page * request.Size > ListRequest.MaxNumbered) request = request with { Page = Math.Max(1, ListRequest.MaxNumbered / request.Size) };
        // An address that asks in part for nonsense is refused as a whole: a list wider than meant would be worse than none.
        return findings.Count > 0 ? findings : request with { Filter = filter };

        bool Known(string name) => Filters.Contains(name) || others.Contains(name) || name is "sort" or "limit" or "after" or "view";

        void Refuse(string name, string value) => findings.Add(new Finding("lists.parameter.unreadable", name).With(name, Cut(value)));

        List<T> Many<T>(string name, List<string> values) where T : struct, Enum
        {
            List<T> read = [];
            foreach (var value in values)
                if (Enum.TryParse<T>(value, ignoreCase: true, out var one) && Enum.IsDefined(one) && !char.IsAsciiDigit(value[0]) && value[0] is not ('-' or '+')) read.Add(one);
                else Refuse(name, value);
            return read;
        }

        List<Guid> Ids(string name, List<string> values)
        {
            List<Guid> read = [];
            foreach (var value in values)
                if (Guid.TryParseExact(value, "D", out var id)) read.Add(id);
                else if (value == "none" && name is "owner" or "category") read.Add(Guid.Empty);
                else if (value == "me" && name == "owner" && me is { } mine) read.Add(mine);
                else Refuse(name, value);
            return read;
        }

        DateOnly? Day(string name, string value)
        {
            if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            Refuse(name, value);
            return null;
        }

        decimal? Percent(string name, string value)
        {
            if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100) return percent;
            Refuse(name, value);
            return null;
        }

        int Number(string name, string value, int most)
        {
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
            Refuse(name, value);
            return 1;
        }
    }

    static string Cut(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
