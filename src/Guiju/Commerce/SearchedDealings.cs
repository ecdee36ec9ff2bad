using Guiju.Customers.Contracts;
using Guiju.Platform.Search;

namespace Guiju.Commerce;

/// <summary>Dealings in the search over everything: by number and by what they are about.</summary>
sealed class SearchedDealings() : SearchedKind<Dealing>(FoundKind.Dealing, Platform.Security.Permission.ReportsRead, nameof(Dealing.Number), nameof(Dealing.Summary), nameof(Dealing.Kind))
{
    protected override SearchedRecord Describe(Dealing d) => new(d.Id, d.CustomerId, d.At, $"/dealings/{d.Id}")
    {
        Title = new(FieldKind.Code, d.Number),
        Text = d.Summary,
        Label = texts => texts.Of(d.Kind),
        By = d.Author,
    };
}
