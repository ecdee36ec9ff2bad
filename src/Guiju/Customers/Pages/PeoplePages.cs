using Guiju.Platform.Http;
using Guiju.Platform.Ui;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Pages;

/// <summary>People at the customer, edited in their panel.</summary>
static class PeoplePages
{
    public static void MapPeople(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("{id:guid}/people", (Guid id, UseCase<ShowCustomer> show, CancellationToken ct) => CustomerPages.With(show, id, v => Panel(v, null, 200), ct));
        pages.MapGet("{id:guid}/people/new", (Guid id, HttpContext http, UseCase<ShowCustomer> show, CancellationToken ct) => CustomerPages.With(show, id, v => Form(http, v, null), ct));
        pages.MapGet("{id:guid}/people/{person:guid}", (Guid id, Guid person, HttpContext http, UseCase<ShowCustomer> show, CancellationToken ct) =>
            CustomerPages.With(show, id, v => v.Contacts.SingleOrDefault(c => c.Id == person) is { } p ? Form(http, v, p) : Results.NotFound(), ct));
        pages.MapPost("{id:guid}/people/new", (Guid id, HttpContext http, UseCase<ChangeContacts> door, CancellationToken ct) => Do(id, null, http, (p, _) => door.Run(u => u.Add(id, Facts(p, keep: false), ct), ct), ct));
        pages.MapPost("{id:guid}/people/{person:guid}", (Guid id, Guid person, HttpContext http, UseCase<ChangeContacts> door, CancellationToken ct) =>
            Do(id, person, http, (p, masked) => door.Run(u => u.Change(id, person, p.Number("version"), Facts(p, masked), p.Seen(ContactFacts.Fields), ct), ct), ct));
        pages.MapPost("{id:guid}/people/{person:guid}/primary", (Guid id, Guid person, HttpContext http, UseCase<ChangeContacts> door, CancellationToken ct) =>
            Do(id, person, http, (p, _) => door.Run(u => u.MakePrimary(id, person, new(p.Date("happenedOn"), p.Text("changeSource")), ct), ct), ct));
        pages.MapPost("{id:guid}/people/{person:guid}/remove", (Guid id, Guid person, HttpContext http, UseCase<ChangeContacts> door, CancellationToken ct) =>
            Do(id, person, http, (p, _) => door.Run(u => u.Remove(id, person, new(p.Date("happenedOn"), p.Text("changeSource")), ct), ct), ct, bin: true));
    }

    static async Task<IResult> Do(Guid id, Guid? person, HttpContext http, Func<Posted, bool, Task<Outcome<Guid>>> act, CancellationToken ct, bool bin = false)
    {
        var p = new Posted(await http.Request.ReadFormAsync(ct));
        var show = http.RequestServices.GetRequiredService<UseCase<ShowCustomer>>();
        var before = await show.Ask(u => u.Handle(id, ct), ct);
        if (!before.Done) return Results.StatusCode(OutcomeHttp.StatusOf(before.Refusal));
        // Without script: the other's value is put into the form, and nothing is saved yet.
        if (p.Text("theirs") is { } theirs && before.Value.Contacts.SingleOrDefault(c => c.Id == person) is { } now)
            p = p.With(theirs, new Dictionary<string, string?> { ["name"] = now.Name, ["post"] = now.Post, ["mobile"] = now.Mobile, ["phone"] = now.Phone, ["email"] = now.Email, ["weChat"] = now.WeChat, ["note"] = now.Note }.GetValueOrDefault(theirs));
        var outcome = p.Text("theirs") is null ? await act(p, before.Value.PhonesMasked) : Outcome<Guid>.Refused(Refusal.Invalid);
        if (outcome.Refusal is Refusal.NotFound or Refusal.Forbidden) return Results.StatusCode(OutcomeHttp.StatusOf(outcome.Refusal));
        if (outcome.Done && bin)
        {
            var (words, undo) = (Texts.All["customers.bin.done"], $"/customers/bin/{outcome.Value}/restore");
            if (http.Request.IsHtmx()) http.Toast(words, undo: undo);
            else http.Flash(words, undo: undo);
        }
        if (outcome.Done) return http.Request.IsHtmx() ? await CustomerPages.With(show, id, v => Panel(v, null, 200), ct) : http.Go($"/customers/{id}");
        var major = outcome.Findings.Any(f => f.Field is "happenedOn" or "changeSource");
        return await CustomerPages.With(show, id, v =>
        {
            var contact = v.Contacts.SingleOrDefault(c => c.Id == person);
            var status = OutcomeHttp.StatusOf(outcome.Refusal);
            return http.Request.IsHtmx() ? Panel(v, new PeoplePanel.PersonFormState(contact, outcome.Findings, p, major), status)
                : CustomerPages.Page<EditPage>(new { Kind = "person", View = v, Person = contact, outcome.Findings, Said = (object)p, Major = major }, status);
        }, ct);
    }

    // An empty number of somebody whose numbers are hidden is one left as it is.
    static ContactFacts Facts(Posted p, bool keep) => new()
    {
        Name = p["name"],
        Post = p["post"],
        Mobile = keep ? p.Text("mobile") : p["mobile"],
        Phone = keep ? p.Text("phone") : p["phone"],
        Email = p["email"],
        WeChat = p["weChat"],
        Note = p["note"],
    };

    static IResult Form(HttpContext http, CustomerView v, ContactView? person) => http.Request.IsHtmx()
        ? CustomerPages.Page<PersonForm>(new { CustomerId = v.Id, Person = person, Masked = v.PhonesMasked })
        : CustomerPages.Page<EditPage>(new { Kind = "person", View = v, Person = person });

    static IResult Panel(CustomerView v, object? state, int status) => CustomerPages.Page<PeoplePanel>(new { View = v, May = true, State = state }, status);
}
