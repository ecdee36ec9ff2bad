using System.Text.Json;
using System.Text.RegularExpressions;
using Guiju.Platform.Audit;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.Ui;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Architecture;

/// <summary>Whoever reads the audit trail reads words: every act, record and field that can stand in it has its own in both languages.</summary>
public class AuditWordsTests
{
    [Fact]
    public void Every_act_has_its_word()
    {
        // Questions leave nothing in the trail; a name that begins otherwise is an act.
        string[] questions = ["Show", "List", "Find", "Pick", "Compose", "Count", "Hint", "Compile", "Rank", "Read", "Try", "SourceReport", "InteractionList", "LeadList", "TerritoryList"];
        var acts = typeof(Permission).Assembly.GetTypes().Where(t => t.GetCustomAttributes(typeof(AllowAttribute), false).Length > 0).Select(t => t.Name)
            .Where(n => !Array.Exists(questions, q => n.StartsWith(q, StringComparison.Ordinal)));
        acts.Append("SignIn").Append("Seed").Where(a => !Texts.All.Has(AuditWords.ActKey(a))).Order().ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_field_has_its_word()
    {
        await using var world = await World.Open(Engine.Sqlite);
        var fields = await world.Read(db => Task.FromResult(db.Model.GetEntityTypes().Where(e => typeof(IAudited).IsAssignableFrom(e.ClrType))
            .SelectMany(e => e.GetProperties().Where(PendingChanges.Keeps).Select(p => (Part: JsonNamingPolicy.CamelCase.ConvertName(e.ClrType.Name), Field: JsonNamingPolicy.CamelCase.ConvertName(p.Name)))).ToList()));
        fields.ShouldNotBeEmpty();
        fields.Select(f => f.Part).Distinct().Where(p => !Texts.All.Has(AuditWords.PartKey(p))).Select(AuditWords.PartKey)
            .Concat(fields.Where(f => AuditWords.Worth(f.Field) && !AuditWords.Has(f.Part, f.Field)).Select(f => $"audit.field.{f.Part}.{f.Field}")).Order().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_written_into_the_trail_by_hand_has_its_word()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Guiju"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var kinds = sources.SelectMany(s => Regex.Matches(s, "AuditSubject(?: => new)?\\(\"(\\w+)\"").Select(m => m.Groups[1].Value)).Distinct().ToList();
        kinds.Count.ShouldBeGreaterThan(8);
        var byHand = sources.SelectMany(s => Regex.Matches(s, "new\\(\"(\\w+Export)\", id, \"(\\w+)\", null,").Select(m => (Part: m.Groups[1].Value, Field: m.Groups[2].Value))).ToList();
        byHand.ShouldNotBeEmpty();
        kinds.Concat(byHand.Select(b => b.Part)).Append("account").Distinct().Where(k => !Texts.All.Has(AuditWords.PartKey(k))).ShouldBeEmpty();
        byHand.Where(b => !AuditWords.Has(b.Part, b.Field)).ShouldBeEmpty();
        var notes = sources.SelectMany(s => Regex.Matches(s, "\\.Note\\([^;]*?\\baccount, \"(\\w+)\"").Select(m => m.Groups[1].Value)).Distinct().ToList();
        notes.ShouldNotBeEmpty();
        notes.Where(n => !AuditWords.Has("account", n)).ShouldBeEmpty();
    }
}
