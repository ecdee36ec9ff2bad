using Guiju.Customers.Clauses;
using Guiju.Customers.Lists;
using Guiju.Organization;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Customers.Bulk;

/// <summary>Checks what is asked for before a single customer is looked at, so that no list is gone through for an order that cannot be.</summary>
sealed class CheckOrder(GuijuContext db, CurrentActor actor, CompanyClock clock, CustomerRuleBook ruleBook, ClassifiedRegister register)
{
    /// <summary>Most rows ticked one by one; more are taken by the list's conditions.</summary>
    public const int MostTicked = 5_000;

    /// <summary>The change with the name of what it names, or everything that is wrong with it.</summary>
    public async Task<Outcome<BulkChange>> Of(BulkChange change, CancellationToken ct)
    {
        List<Finding> findings = [];
        void Add(Finding? finding)
        {
            if (finding is not null) findings.Add(finding);
        }
        switch (change.Kind)
        {
            case BulkKind.Owner or BulkKind.SecondOwner when change.Person is { } id:
                var (unit, group) = (actor.Value.UnitId, actor.Value.Scope == DataScope.Group);
                var name = await db.Set<Person>().Where(p => p.Id == id && p.Active && (group || p.UnitId == unit)).Select(p => p.Name).SingleOrDefaultAsync(ct);
                if (name is null) Add(new("customers.owner.unknown", "person"));
                change = change with { Named = name };
                break;
            case BulkKind.Tag or BulkKind.Untag:
                change = change with { Tags = [.. change.Tags.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct()] };
                if (change.Tags.Count == 0) Add(new("bulk.tags.none", "tags"));
                findings.AddRange(Tagging.Check(change.Tags));
                break;
            case BulkKind.Fact when change.Field is null || !BulkChange.Facts.Contains(change.Field):
                Add(new Finding("bulk.field.unknown", "field").With(Customer.Cut(change.Field, 40) ?? "—", new WordList([.. BulkChange.Facts.Select(f => $"customers.{f}")])));
                break;
            case BulkKind.Fact:
                List<Finding> told = [];
                FactEntry.Read(FactText.Only(change.Field, change.Value ?? ""), ruleBook.For(actor.Value.UnitId), told);
                findings.AddRange(told.Where(f => f.Weight == Weight.Refusal).Select(f => f with { Field = "value" }));
                if (change.HappenedOn > clock.Today) Add(new("customers.change.future", "happenedOn", "D13-3.4.1a"));
                Add(EntryText.Check(change.ChangeSource, "changeSource", 200));
                break;
            case BulkKind.Stage:
                if (change.Stage is null) Add(new("bulk.stage.none", "stage", "D01-3.1a"));
                Add(EntryText.Check(change.Reason, "reason", 500, lines: true));
                break;
            case BulkKind.NextContact:
                Add(NextContactDate.Check(change.NextContactOn, clock.Today));
                Add(EntryText.Check(change.NextStep, "nextStep", 200));
                break;
            case BulkKind.Category:
                Add(EntryText.Check(change.Reason, "reason", 300));
                if (change.Category is not { } category) break;
                var known = (await register.Categories(actor.Value.UnitId, ct)).SingleOrDefault(c => c.Id == category);
                if (known is null) Add(new("customers.category.unknown", "category", "D01-1.3e"));
                change = change with { Named = known?.Name };
                break;
            default: break;
        }
        return findings.Count > 0 ? findings : change;
    }

    /// <summary>The list's conditions as they are kept: without order and page, and readable.</summary>
    public Outcome<string> Conditions(string conditions)
    {
        var asked = QueryHelpers.ParseQuery(conditions).Where(p => p.Key is not ("sort" or "page" or "size" or "cols" or "limit" or "after")).ToDictionary(p => p.Key, p => p.Value);
        // A view may be changed while the job waits, and one that is not understood would mean every customer there is.
        if (asked.Remove("view", out var view) && !asked.Keys.Any(ListParameters.Filters.Contains))
        {
            if (ListView.All.FirstOrDefault(v => v.Key == view[^1]) is not { } known) return new Finding("bulk.conditions.view", "conditions").With(Customer.Cut(view[^1], 40));
            foreach (var (name, value) in known.Conditions) asked[name] = value;
        }
        var read = ListParameters.Read(asked, clock.Today, actor.Value.PersonId);
        return read.Done ? new ListAddress("", asked).ToString() : Outcome<string>.Refused(Refusal.Invalid, read.Findings);
    }

    /// <summary>The list a job's conditions ask for, in an order nothing moves while it is gone through.</summary>
    public Outcome<ListRequest> List(string conditions)
    {
        var read = ListParameters.Read(QueryHelpers.ParseQuery(conditions), clock.Today, actor.Value.PersonId);
        return read.Done ? read.Value with { Sort = "code", Descending = false, Count = false, Size = ListRequest.MaxSize } : read;
    }
}
