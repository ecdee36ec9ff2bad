namespace Guiju.Platform.Ui;

/// <summary>A line above every page of the request, such as that something has to be done by a day.</summary>
/// <param name="Text">The words, in the reader's language.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Link">Words of the link.</param>
/// <param name="Tone">Warn or bad.</param>
public sealed record Banner(string Text, string Href, string Link, Tone Tone);

/// <summary>Says what stands above the pages of this request; registered by a feature for the request's scope, and asked once a page: it asks nobody itself.</summary>
public interface IBanner
{
    /// <summary>The line, or null.</summary>
    Banner? Shown { get; }
}
