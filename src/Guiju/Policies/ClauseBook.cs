using System.Collections.Frozen;
using Guiju.Rulebook.Clauses;

namespace Guiju.Policies;

/// <summary>The clause register and the forms that ship with the program; read once, at first use.</summary>
public static class ClauseBook
{
    static readonly Lazy<ClauseRegister> register = new(LoadRegister);
    static readonly Lazy<IReadOnlyDictionary<string, Form>> forms = new(() => LoadForms());

    /// <summary>Every clause of every regulation.</summary>
    public static ClauseRegister Register => register.Value;

    /// <summary>Every form the regulations name, by name.</summary>
    public static IReadOnlyDictionary<string, Form> Forms => forms.Value;

    /// <summary>Where each clause stands, as declared when the program was built; without the sources, so without citations.</summary>
    public static ClauseList Standing => standing.Value;

    static readonly Lazy<ClauseList> standing = new(() =>
    {
        using var file = Open("register-states.json");
        return new(Register, ClauseDeclaration.Load(file), ClauseCitations.None);
    });

    static ClauseRegister LoadRegister()
    {
        var files = typeof(ClauseBook).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("register/", StringComparison.Ordinal) && n != FormsFile)
            .Order(StringComparer.Ordinal)
            .Select(Open);
        return ClauseRegister.Load(files);
    }

    static FrozenDictionary<string, Form> LoadForms()
    {
        using var file = Open(FormsFile);
        return Form.Load(file).ToFrozenDictionary(f => f.Name);
    }

    const string FormsFile = "register/forms.json";

    static Stream Open(string name) => typeof(ClauseBook).Assembly.GetManifestResourceStream(name)!;
}
