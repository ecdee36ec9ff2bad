namespace Guiju.Customers.Import;

/// <summary>Puts what a row says of a person into a file; the same for rows of customers and of people.</summary>
static class PersonOnFile
{
    /// <summary>The person of the file who has this mobile, else this name.</summary>
    public static ContactPerson? Find(Customer c, string? mobileKey, string? name) =>
        c.Contacts.FirstOrDefault(p => mobileKey is not null && p.MobileKey == mobileKey) ?? c.Contacts.FirstOrDefault(p => p.Name == name?.Trim());

    /// <summary>Adds a person; the first becomes the main contact.</summary>
    public static ContactPerson Add(Customer c, Action<ContactPerson> describe)
    {
        var person = new ContactPerson(c, "");
        describe(person);
        person.SetPrimary(c.Contacts.Count == 0);
        c.Contacts.Add(person);
        return person;
    }

    /// <summary>Overwrites a person or fills his blanks; whether anything changed is the answer.</summary>
    public static bool Change(ContactPerson person, ContactFacts said, Action<ContactPerson> describe, bool overwrite)
    {
        var before = (person.Name, person.Post, person.Mobile, person.Phone, person.Email, person.WeChat, person.Note);
        if (overwrite) describe(person);
        else
            new ContactFacts
            {
                Post = person.Post is null ? said.Post : null,
                Mobile = person.Mobile is null ? said.Mobile : null,
                Phone = person.Phone is null ? said.Phone : null,
                Email = person.Email is null ? said.Email : null,
                WeChat = person.WeChat is null ? said.WeChat : null,
                Note = person.Note is null ? said.Note : null,
            }.Read("contact.", [])(person);
        return before != (person.Name, person.Post, person.Mobile, person.Phone, person.Email, person.WeChat, person.Note);
    }
}
