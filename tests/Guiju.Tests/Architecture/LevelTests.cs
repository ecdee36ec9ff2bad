using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Guiju.Tests.Architecture;

/// <summary>Who may depend on whom. A failure names the edge and the way out.</summary>
public class LevelTests
{
    /// <summary>Level of each feature: it may use strictly lower ones, and of those above level 1 only their Contracts.</summary>
    static readonly Dictionary<string, int> Levels = new()
    {
        ["Rulebook"] = 0,
        ["Platform"] = 0,
        ["Organization"] = 1,
        ["Policies"] = 2,
        ["Duties"] = 3,
        ["Approvals"] = 4,
        ["Publishing"] = 5,
        ["Compliance"] = 6,
        ["Customers"] = 7,
        ["FollowUp"] = 8,
        ["Grading"] = 8,
        ["Leads"] = 9,
        ["Commerce"] = 9,
        ["Development"] = 10,
        ["Service"] = 10,
        ["ProductDevelopment"] = 10,
        ["Campaigns"] = 10,
        ["Reports"] = 11,
        ["Shell"] = 12,
    };

    static readonly ArchUnitNET.Domain.Architecture Program = new ArchLoader()
        .LoadAssemblies(typeof(Guiju.Shell.CommandLine).Assembly, typeof(Guiju.Rulebook.Findings.Finding).Assembly).Build();

    static readonly IReadOnlyList<IType> Ours =
        [.. Program.Types.Where(t => t.Namespace.FullName.StartsWith("Guiju", StringComparison.Ordinal) && !t.FullName.Contains('<'))];

    /// <summary>The second part of the namespace, which is the feature.</summary>
    static string? Feature(IType type) =>
        type.Namespace?.FullName.Split('.') is ["Guiju", var feature, ..] ? feature : null;

    [Fact]
    public void Every_namespace_has_a_level() =>
        Ours.Where(t => t.FullName is not ("Program" or "AspNetCoreGeneratedDocument"))
            .Select(t => (t.FullName, Feature: Feature(t)))
            .Where(t => t.Feature is null || !Levels.ContainsKey(t.Feature))
            // Razor's root imports and generated code live in the root namespace.
            .Where(t => !t.FullName.EndsWith("_Imports", StringComparison.Ordinal))
            .Select(t => $"{t.FullName}: put it into a feature's folder, or give '{t.Feature}' a level here")
            .ShouldBeEmpty();

    [Fact]
    public void A_feature_uses_only_strictly_lower_levels_and_of_others_only_their_contracts()
    {
        var edges =
            from type in Ours
            let feature = Feature(type)
            where feature is not null && Levels.ContainsKey(feature) && feature != "Shell"
            from target in type.Dependencies.Select(d => d.Target).Distinct()
                // A type parameter is known by its letter alone, so that one method's T passes for another's.
            where !target.FullName.Contains('<')
            let other = Feature(target)
            where other is not null && other != feature && Levels.ContainsKey(other)
            let up = Levels[other] >= Levels[feature] && !(Levels[other] == 0)
            let inside = Levels[other] >= 2 && !target.Namespace!.FullName.StartsWith($"Guiju.{other}.Contracts", StringComparison.Ordinal)
            where up || inside
            select up
                ? $"{type.FullName} → {target.FullName}: level {Levels[feature]} may not use level {Levels[other]}; put an interface into {feature}.Contracts and implement it in {other}"
                : $"{type.FullName} → {target.FullName}: use {other}.Contracts, or add there what is missing";
        edges.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void The_rulebook_knows_only_the_language_itself() =>
        Ours.Where(t => Feature(t) == "Rulebook")
            .SelectMany(t => t.Dependencies.Select(d => (From: t.FullName, To: d.Target.FullName)))
            .Where(d => !d.To.StartsWith("System", StringComparison.Ordinal) && !d.To.StartsWith("Guiju.Rulebook", StringComparison.Ordinal)
                && !d.To.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Where(d => !d.To.Contains('<')) // type parameters have no namespace
            .Select(d => $"{d.From} → {d.To}").Distinct().ShouldBeEmpty();

    [Fact]
    public void The_edges_are_really_seen() =>
        Ours.Single(t => t.FullName == typeof(Guiju.Customers.RegisterCustomer).FullName).Dependencies
            .Select(d => d.Target.FullName).ShouldContain(typeof(Guiju.Platform.Security.AllowAttribute).FullName!);
}
