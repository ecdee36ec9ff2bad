using Guiju.Customers.Contracts;
using Guiju.Platform.Search;

namespace Guiju.FollowUp;

/// <summary>Interactions in the search over everything: what was said and what comes next.</summary>
sealed class SearchedInteractions() : SearchedKind<Interaction>(FoundKind.Activity, Platform.Security.Permission.CustomersRead,
    nameof(Interaction.Feedback), nameof(Interaction.NextStep), nameof(Interaction.With), nameof(Interaction.At), nameof(Interaction.Mode))
{
    protected override SearchedRecord Describe(Interaction i) => new(i.Id, i.CustomerId, i.At, $"/follow-up/{i.Id}")
    {
        Title = new(FieldKind.Text, i.With),
        Text = i.NextStep is null ? i.Feedback : i.Feedback.Length == 0 ? i.NextStep : $"{i.Feedback}\n{i.NextStep}",
        Label = texts => texts.Of(i.Mode),
        By = i.Author,
    };
}
