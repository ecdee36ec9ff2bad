using Guiju.Customers.Contracts;
using Guiju.Platform.Search;

namespace Guiju.Customers.Search;

/// <summary>Contact persons as hits of their own: name, post, mail, and numbers as far as the reader sees them.</summary>
sealed class SearchedPeople() : SearchedKind<ContactPerson>(FoundKind.Person, Platform.Security.Permission.CustomersRead,
    nameof(ContactPerson.Name), nameof(ContactPerson.Post), nameof(ContactPerson.Mobile), nameof(ContactPerson.Phone), nameof(ContactPerson.Email))
{
    protected override SearchedRecord Describe(ContactPerson p) => new(p.Id, p.CustomerId, p.CreatedAt, $"/customers/{p.CustomerId}#people")
    {
        Title = new(FieldKind.Person, p.Name),
        Others = [new(FieldKind.Name, p.Post), new(FieldKind.Email, p.Email)],
        Phones = [p.Mobile, p.Phone],
    };
}

/// <summary>Files attached, by their names.</summary>
sealed class SearchedAttachments() : SearchedKind<Attachment>(FoundKind.Attachment, Platform.Security.Permission.CustomersRead, nameof(Attachment.Name))
{
    protected override SearchedRecord Describe(Attachment a) => new(a.Id, a.CustomerId, a.CreatedAt, $"/customers/{a.CustomerId}/attachments/{a.Id}")
    {
        Title = new(FieldKind.Name, a.Name),
        By = a.ByName,
    };
}
