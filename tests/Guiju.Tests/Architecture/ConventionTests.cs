using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;
using Guiju.Rulebook.Findings;
using Guiju.Tests.Worlds;

namespace Guiju.Tests.Architecture;

/// <summary>The house's conventions, each with the way out in its message.</summary>
public partial class ConventionTests
{
    static readonly Assembly Program = typeof(Guiju.Shell.CommandLine).Assembly;

    static IEnumerable<string> Sources(params string[] endings) =>
        new[] { "src", "tests" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*", SearchOption.AllDirectories))
            .Where(f => endings.Contains(Path.GetExtension(f)) && !Generated().IsMatch(f.Replace('\\', '/')));

    [GeneratedRegex("/(bin|obj|node_modules|Migrations|lib)/")]
    private static partial Regex Generated();

    [GeneratedRegex("(Service|Services|Manager|Helper|Helpers|Utils|Util|Common)$")]
    private static partial Regex SaysNothing();

    [Fact]
    public void Names_say_what_a_thing_is_in_the_business() =>
        Sources(".cs", ".razor").Where(f => SaysNothing().IsMatch(Path.GetFileNameWithoutExtension(f)))
            .Select(f => $"{f}: name it after what it does").ShouldBeEmpty();

    [Fact]
    public void A_file_has_one_purpose_and_near_two_hundred_lines() =>
        Sources(".cs", ".razor", ".js").Select(f => (File: Path.GetRelativePath(Repository.Root, f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > 320).Select(f => $"{f.File}: {f.Lines} lines; look for a second purpose").ShouldBeEmpty();

    static bool IsUseCase(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Any(m => m.Name == "Handle" && m.ReturnType.IsGenericType && m.ReturnType.GetGenericTypeDefinition() == typeof(Task<>)
            && m.ReturnType.GenericTypeArguments[0] is { IsGenericType: true } result && result.GetGenericTypeDefinition() == typeof(Outcome<>));

    [Fact]
    public void Every_use_case_says_who_may_use_it() =>
        Program.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && IsUseCase(t) && t.GetCustomAttribute<AllowAttribute>() is null)
            .Select(t => $"{t.FullName}: add [Allow(Permission.…)]").ShouldBeEmpty();

    [Fact]
    public void Every_permission_asked_for_exists() =>
        Program.GetTypes().Select(t => (Type: t, Allow: t.GetCustomAttribute<AllowAttribute>())).Where(t => t.Allow is not null && !Permission.All.Contains(t.Allow.Permission))
            .Select(t => $"{t.Type.FullName}: no permission '{t.Allow!.Permission}'").ShouldBeEmpty();

    [Fact]
    public void A_use_case_never_calls_a_use_case() =>
        Program.GetTypes().Where(t => t.GetCustomAttribute<AllowAttribute>() is not null)
            .SelectMany(t => t.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => (Type: t, Needs: p.ParameterType)))
            .Where(t => t.Needs.GetCustomAttribute<AllowAttribute>() is not null || (t.Needs.IsGenericType && t.Needs.GetGenericTypeDefinition() == typeof(UseCase<>)))
            .Select(t => $"{t.Type.Name} → {t.Needs.Name}: put the shared step into a class of its own").ShouldBeEmpty();

    [Fact]
    public void Every_public_type_has_a_summary()
    {
        var documented = new[] { Program, typeof(Finding).Assembly }
            .SelectMany(a => XDocument.Load(Path.ChangeExtension(a.Location, ".xml")).Descendants("member"))
            .Select(m => m.Attribute("name")!.Value).Where(n => n.StartsWith("T:", StringComparison.Ordinal)).Select(n => n[2..]).ToHashSet();
        new[] { Program, typeof(Finding).Assembly }.SelectMany(a => a.GetExportedTypes())
            .Where(t => t.FullName!.StartsWith("Guiju.", StringComparison.Ordinal) && !t.FullName.Contains(".Migrations.", StringComparison.Ordinal)
                && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(t))
            .Where(t => !t.FullName!.Contains('$') && !t.Name.EndsWith("_Imports", StringComparison.Ordinal)) // extension blocks, Razor's own
            .Where(t => !documented.Contains(t.FullName!.Replace('+', '.')))
            .Select(t => $"{t.FullName}: a sentence that says what it is").ShouldBeEmpty();
    }

    [Fact]
    public void Every_feature_has_a_readme() =>
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "Guiju"))
            .Where(d => Path.GetFileName(d) is not ("bin" or "obj" or "node_modules" or "wwwroot" or "assets" or "Properties" or "Requests"))
            .Where(d => !File.Exists(Path.Combine(d, "README.md")))
            .Select(d => $"{Path.GetFileName(d)}/README.md: 20 to 50 lines on what the room is for and what may be touched").ShouldBeEmpty();

    [Fact]
    public void The_project_speaks_of_itself_alone()
    {
        // Hosts of package registries, machine paths and the tools it was built with have no place in it.
        string[] foreign = [string.Concat("registry", ".npmjs"), string.Concat("api.nuget", ".org"), string.Concat("/wo", "rk/"), string.Concat("/ro", "ot/")];
        var tracked = Sources(".cs", ".razor", ".js", ".json", ".md", ".css", ".csproj", ".props", ".targets");
        tracked.Where(f => !f.EndsWith("packages.lock.json", StringComparison.Ordinal))
            .SelectMany(f => foreign.Where(w => File.ReadAllText(f).Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => $"{f}: {w}"))
            .ShouldBeEmpty();
    }
}
