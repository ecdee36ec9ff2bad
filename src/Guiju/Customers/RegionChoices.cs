using Guiju.Platform.Regions;
using Guiju.Platform.Ui;

namespace Guiju.Customers;

/// <summary>Provinces, cities and districts for the place fields of forms.</summary>
sealed class RegionChoices : IRegions
{
    public IReadOnlyList<Choice> Below(string? code) => [.. Regions.ChildrenOf(code).Select(r => new Choice(r.Code, r.Name))];
}
