using Guiju.Rulebook.Findings;
using Microsoft.AspNetCore.Components;

namespace Guiju.Platform.Ui;

/// <summary>What all fields of a form share: name, label, hint, required mark, and the findings about them.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>Name it is posted under, in camel case; findings name it the same way.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>What is asked for.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>A few words below: format, example, why it is asked.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Whether it must be filled; shown, and left to the server to judge so that all findings come at once.</summary>
    [Parameter] public bool Required { get; set; }

    /// <summary>Whether it is shown and not changed.</summary>
    [Parameter] public bool Disabled { get; set; }

    /// <summary>Whether it takes the whole width of a form grid.</summary>
    [Parameter] public bool Wide { get; set; }

    /// <summary>Whether the cursor starts here.</summary>
    [Parameter] public bool Focus { get; set; }

    /// <summary>Findings of the form around it.</summary>
    [CascadingParameter] public FormFindings? Form { get; set; }

    /// <summary>Id of the input element; findings link to it.</summary>
    protected string Id => FormFindings.IdOf(Name);

    /// <summary>Findings about this field.</summary>
    protected IReadOnlyList<Finding> Findings => Form?.For(Name) ?? [];

    /// <summary>For aria-invalid: only refusals make a value invalid.</summary>
    protected string? Invalid => Findings.Any(f => f.Weight == Weight.Refusal) ? "true" : null;

    /// <summary>For aria-describedby: hint and findings, where there are any.</summary>
    protected string? DescribedBy =>
        (Hint, Findings.Count) switch { (null, 0) => null, (_, 0) => $"{Id}-hint", (null, _) => $"{Id}-err", _ => $"{Id}-err {Id}-hint" };

    /// <summary>For aria-required.</summary>
    protected string? AriaRequired => Required ? "true" : null;
}

/// <summary>The findings about a posted form; a form hands them to its fields.</summary>
/// <param name="All">In the order found.</param>
public sealed record FormFindings(IReadOnlyList<Finding> All)
{
    /// <summary>Those about one field.</summary>
    public IReadOnlyList<Finding> For(string field) => [.. All.Where(f => string.Equals(f.Field, field, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Id of a field's input element.</summary>
    public static string IdOf(string field) => "f-" + field.Replace('.', '-').Replace('[', '-').Replace(']', '-');
}

/// <summary>One thing to choose from.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Text">What is read.</param>
public sealed record Choice(string Value, string Text);
