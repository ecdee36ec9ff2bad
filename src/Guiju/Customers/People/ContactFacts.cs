using System.Text.RegularExpressions;
using Guiju.Rulebook.Findings;

namespace Guiju.Customers;

/// <summary>What can be said of a person at the customer. Left out (null): what is there stays. Empty: taken back. Nothing private.</summary>
public sealed partial record ContactFacts
{
    /// <summary>Name, up to 60 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Post at the customer, up to 60 characters.</summary>
    public string? Post { get; init; }

    /// <summary>Mobile as written.</summary>
    public string? Mobile { get; init; }

    /// <summary>Other phone as written.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail, up to 100 characters.</summary>
    public string? Email { get; init; }

    /// <summary>WeChat name, up to 60 characters.</summary>
    public string? WeChat { get; init; }

    /// <summary>What counts for the business, up to 200 characters.</summary>
    public string? Note { get; init; }

    /// <summary>Its fields in the order of the form.</summary>
    internal static readonly IReadOnlyList<string> Fields = ["name", "post", "mobile", "phone", "email", "weChat", "note"];

    /// <summary>Key of the text that names a field.</summary>
    internal static string LabelOf(string field) => field switch { "name" => "customers.contact", "note" => "customers.contact.note", _ => $"customers.{field}" };

    /// <summary>What was said of a field; null for nothing said.</summary>
    internal string? Said(string field) => field switch { "name" => Name, "post" => Post, "mobile" => Mobile, "phone" => Phone, "email" => Email, "weChat" => WeChat, _ => Note };

    /// <summary>What is on file of a field.</summary>
    internal static string? Of(ContactPerson p, string field) => field switch { "name" => p.Name, "post" => p.Post, "mobile" => p.Mobile, "phone" => p.Phone, "email" => p.Email, "weChat" => p.WeChat, _ => p.Note };

    /// <summary>Only these fields.</summary>
    internal ContactFacts Only(Func<string, bool> which) => new()
    {
        Name = which("name") ? Name : null,
        Post = which("post") ? Post : null,
        Mobile = which("mobile") ? Mobile : null,
        Phone = which("phone") ? Phone : null,
        Email = which("email") ? Email : null,
        WeChat = which("weChat") ? WeChat : null,
        Note = which("note") ? Note : null,
    };

    /// <summary>One field alone.</summary>
    internal static ContactFacts Single(string field, string value) =>
        new ContactFacts { Name = value, Post = value, Mobile = value, Phone = value, Email = value, WeChat = value, Note = value }.Only(f => f == field);

    /// <summary>Reads what was said into a person; puts nothing there when something is refused.</summary>
    /// <param name="prefix">Prefix of field names in findings, such as <c>contact.</c>.</param>
    /// <param name="findings">Takes what is wrong.</param>
    internal Action<ContactPerson> Read(string prefix, List<Finding> findings)
    {
        void Add(Finding? finding)
        {
            if (finding is not null) findings.Add(finding with { Field = prefix + finding.Field });
        }
        if (Name is not null && string.IsNullOrWhiteSpace(Name)) Add(new("customers.contact.name", "name"));
        Add(EntryText.Check(Name, "name", 60));
        Add(EntryText.Check(Post, "post", 60));
        Add(EntryText.Check(Email, "email", 100));
        Add(EntryText.Check(WeChat, "weChat", 60));
        Add(EntryText.Check(Note, "note", 200));
        if (!string.IsNullOrWhiteSpace(Email) && !Mail().IsMatch(Email.Trim())) Add(new Finding("customers.contact.email", "email").With(Email));
        var mobile = Number(Mobile, "mobile");
        var phone = Number(Phone, "phone");
        return p =>
        {
            p.Describe(Name ?? p.Name, Post ?? p.Post, Note ?? p.Note);
            p.Reach(Mobile is null ? p.Mobile : mobile?.Typed, Mobile is null ? p.MobileKey : mobile?.Key, Phone is null ? p.Phone : phone?.Typed, Email ?? p.Email, WeChat ?? p.WeChat);
        };

        PhoneNumber? Number(string? typed, string field)
        {
            if (string.IsNullOrWhiteSpace(typed)) return null;
            var read = FactEntry.PhoneOf(typed, field);
            foreach (var finding in read.Findings) Add(finding);
            return read.Done ? read.Value : null;
        }
    }

    [GeneratedRegex(@"^[^\s@<>""]+@[^\s@<>""]+\.[^\s@<>"".]{2,}$")]
    private static partial Regex Mail();
}
