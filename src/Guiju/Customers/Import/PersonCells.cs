using Guiju.Customers.Contracts;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers.Import;

/// <summary>What a row says of a person at the customer.</summary>
static class PersonCells
{
    /// <summary>The person, or null where the row names nobody and nothing of him.</summary>
    public static ContactFacts? Read(ImportedCells row)
    {
        Func<string, string?> said = row.Said, id = row.Id;
        var name = said("contact.name") ?? (said("contact.familyName") is { } family
            ? said("contact.givenName") is { } given ? IsLatin(family) ? $"{given.Trim()} {family.Trim()}" : family.Trim() + given.Trim() : family : null);
        var contact = new ContactFacts
        {
            Name = name,
            Post = said("contact.post"),
            Mobile = id("contact.mobile"),
            Phone = id("contact.phone"),
            Email = said("contact.email"),
            WeChat = said("contact.weChat"),
            Note = said("contact.note"),
        };
        if (contact == new ContactFacts()) return null;
        if (name is not null) return contact;
        if (contact.Mobile is not null || contact.Phone is not null || contact.Email is not null || contact.WeChat is not null)
            // A number without a name is still worth having: the person is called after what he is.
            return contact with { Name = contact.Post is { Length: <= 60 } post ? post : Platform.Ui.Texts.All["imports.contact.unnamed"] };
        if (contact.Note is not null) row.Findings.Add(new Finding("imports.note.nowhere", "contact.note", Weight: Weight.Warning));
        return null;
    }

    /// <summary>Key of a phone that can be read, or null.</summary>
    public static string? KeyOf(string? phone) => phone is not null && PhoneNumber.Read(phone) is { Done: true } read ? read.Value.Key : null;

    static bool IsLatin(string text) => text.All(c => c < 0x250);
}
