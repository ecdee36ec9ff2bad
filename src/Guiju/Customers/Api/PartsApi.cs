using Guiju.Platform.Files;
using Guiju.Platform.Http;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>People and files of a customer over the API.</summary>
static class PartsApi
{
    public static void MapContacts(this IEndpointRouteBuilder api)
    {
        api.MapGet("{id:guid}/contacts", async (Guid id, UseCase<ShowCustomer> door, CancellationToken ct) => (await door.Ask(u => u.Handle(id, ct), ct)).Map(v => v.Contacts).ToOk());
        api.MapPost("{id:guid}/contacts", (Guid id, ContactFacts body, UseCase<ChangeContacts> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Add(id, body, ct), o => o.Map(i => new CustomersApi.Made(i)).ToCreated(_ => $"{Api.Base}/customers/{id}/contacts"), ct));
        api.MapPatch("{id:guid}/contacts/{person:guid}", (Guid id, Guid person, ContactFacts body, UseCase<ChangeContacts> door, HttpContext http, CancellationToken ct) =>
            door.Once(http, u => u.Change(id, person, http.Request.VersionSeen(), body, null, ct), o => o.ToNoContent(), ct));
        api.MapPut("{id:guid}/contacts/{person:guid}/primary", async (Guid id, Guid person, ChangeContacts.ChangeRecord body, UseCase<ChangeContacts> door, CancellationToken ct) =>
            (await door.Run(u => u.MakePrimary(id, person, body, ct), ct)).ToNoContent());
        api.MapDelete("{id:guid}/contacts/{person:guid}", async (Guid id, Guid person, DateOnly? happenedOn, string? changeSource, UseCase<ChangeContacts> door, CancellationToken ct) =>
            (await door.Run(u => u.Remove(id, person, new(happenedOn, changeSource), ct), ct)).ToNoContent());
    }

    /// <summary>What paper a file is: kind, copies (unchanged where left out), and where it lies.</summary>
    public sealed record PaperBody(string? Kind, int? Copies, string? Location);

    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        api.MapGet("{id:guid}/attachments", async (Guid id, UseCase<ReadAttachments> door, CancellationToken ct) => (await door.Ask(u => u.List(id, ct), ct)).ToOk());
        api.MapPost("{id:guid}/attachments", async (Guid id, HttpRequest request, Upload upload, CancellationToken ct) =>
        {
            var taken = await Receive(id, request, upload, ct);
            return taken.Map(i => new CustomersApi.Made(i)).ToCreated(m => $"{Api.Base}/customers/{id}/attachments/{m.Id}");
        });
        api.MapGet("{id:guid}/attachments/{attachment:guid}", Send);
        api.MapPatch("{id:guid}/attachments/{attachment:guid}", async (Guid id, Guid attachment, PaperBody body, UseCase<ChangeAttachments> door, CancellationToken ct) =>
            (await door.Run(u => u.Describe(id, attachment, body.Kind, body.Copies, body.Location, ct), ct)).ToNoContent());
        api.MapDelete("{id:guid}/attachments/{attachment:guid}", async (Guid id, Guid attachment, UseCase<ChangeAttachments> door, CancellationToken ct) => (await door.Run(u => u.Remove(id, attachment, ct), ct)).ToNoContent());
    }

    /// <summary>Takes the file of a multipart form.</summary>
    public static async Task<Outcome<Guid>> Receive(Guid id, HttpRequest request, Upload upload, CancellationToken ct)
    {
        if (!request.HasFormContentType) return new Finding("customers.attachment.none", "file");
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(ct);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return new Finding("customers.attachment.large", "file").With("—", upload.Most / 1024 / 1024);
        }
        if (form.Files is not [var file, ..]) return new Finding("customers.attachment.none", "file");
        await using var content = file.OpenReadStream();
        return await upload.Take(id, file.FileName, content, form["kind"], ct);
    }

    /// <summary>Sends a file as a download: never shown in the program's own origin, whatever is in it.</summary>
    public static async Task<IResult> Send(Guid id, Guid attachment, UseCase<ReadAttachments> door, FileStore store, HttpContext http, CancellationToken ct)
    {
        var found = await door.Ask(u => u.Find(id, attachment, ct), ct);
        if (!found.Done) return found.ToProblem();
        if (store.Open(found.Value.Hash) is not { } content) return Outcome<int>.Refused(Refusal.NotFound, new Finding("customers.attachment.lost")).ToProblem();
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(content, "application/octet-stream", found.Value.Name);
    }
}
