using AngleSharp;
using AngleSharp.Dom;

namespace Guiju.Tests.Worlds;

/// <summary>Reads pages as their readers do.</summary>
public static class Markup
{
    /// <summary>The page of an answer, parsed.</summary>
    public static async Task<IDocument> Page(this HttpResponseMessage answer)
    {
        var content = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(content));
    }

    /// <summary>The words of the page's body.</summary>
    public static async Task<string> TextOf(this HttpResponseMessage answer) => (await answer.Page()).Body!.TextContent;

    /// <summary>Gets a page and parses it.</summary>
    public static async Task<IDocument> Page(this HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(200, path);
        return await answer.Page();
    }

    /// <summary>Gets a path.</summary>
    public static Task<HttpResponseMessage> Get(this HttpClient browser, string path) => browser.GetAsync(path);

    /// <summary>Posts a form.</summary>
    public static async Task<HttpResponseMessage> Submit(this HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await browser.PostAsync(path, form);
    }
}
