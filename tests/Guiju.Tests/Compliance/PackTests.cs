using System.Text;
using System.Text.Json;
using Guiju.Compliance.Packs;
using Guiju.Shell;
using Guiju.Tests.Customers.Papers;
using Guiju.Tests.Worlds;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Tests.Compliance;

/// <summary>Audit packs: what is in them, and that not a byte of them changes unseen.</summary>
public class PackTests
{
    [Theory, OnBoth]
    public async Task A_pack_holds_clause_parameters_duties_and_evidence_and_is_checked_with_the_file_alone(Engine engine)
    {
        await using var world = await World.Open(engine);
        world.SetTime(2025, 4, 20);
        using (var setting = await world.Browser("孙总监"))
        {
            foreach (var (value, from) in new[] { (10, "2025-05-15"), (20, "2025-07-01") })
                (await setting.Json(HttpMethod.Post, "/api/v1/clauses/D13-3.3.2c/parameters/chase_after_days/settings", new { value, from, reason = $"改为{value}天" })).Status.ShouldBe(201);
        }
        await world.Happen(new(2025, 5, 2, 9, 0, 0), new(2025, 6, 20, 12, 0, 0),
        [
            new("按时", "张三", new(2025, 6, 5, 17, 30, 0), "done", new(2025, 6, 5, 17, 30, 0)),
            new("逾期未办", "李四", new(2025, 6, 15, 23, 59, 59)),
        ]);
        using var director = await world.Browser("孙总监");
        using var answer = await director.GetAsync("/compliance/packs/pack.json?clause=D13-3.3.2c&from=2025-06-01&to=2025-07-31");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var pack = JsonDocument.Parse(bytes).RootElement.GetProperty("pack");
        (pack.GetProperty("company").GetString(), pack.GetProperty("madeBy").GetString(), pack.GetProperty("from").GetString()).ShouldBe(("华南公司", "孙总监", "2025-06-01"));
        var parameter = pack.GetProperty("clauses").EnumerateArray().ShouldHaveSingleItem().GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "chase_after_days");
        (parameter.GetProperty("register").GetInt32(), parameter.GetProperty("inForceAtFirst").GetInt32(), parameter.GetProperty("inForceAtLast").GetInt32()).ShouldBe((15, 10, 20));
        parameter.GetProperty("decisions").EnumerateArray().Select(d => (d.GetProperty("value").GetInt32(), d.GetProperty("from").GetString(), d.GetProperty("reason").GetString(), d.GetProperty("by").GetString())).ShouldBe([(10, "2025-05-15", "改为10天", "孙总监"), (20, "2025-07-01", "改为20天", "孙总监")]);
        var duties = pack.GetProperty("duties").EnumerateArray().ToDictionary(d => d.GetProperty("subject").GetString()!);
        duties.Keys.ShouldBe(["逾期未办", "按时"]);
        (duties["按时"].GetProperty("outcome").GetString(), duties["按时"].GetProperty("evidence").GetProperty("title").GetString(), duties["按时"].GetProperty("due").GetString()).ShouldBe(("inTime", "依据 按时", "2025-06-05T09:30:00Z"));
        (duties["逾期未办"].GetProperty("outcome").GetString(), duties["逾期未办"].TryGetProperty("evidence", out _)).ShouldBe(("broken", false));
        pack.GetProperty("total").GetProperty("due").GetInt32().ShouldBe(2);
        var rows = await director.Book("/compliance/packs/pack.xlsx?clause=D13-3.3.2c&from=2025-06-01&to=2025-07-31");
        rows.Select(r => r[0]).Distinct().ShouldBe(["种类", "条款", "参数", "参数决定", "义务"]);
        rows.Single(r => r[0] == "参数" && r[2] == "chase_after_days")[3].ShouldBe("10 → 20");

        // The key is one for all who ask, on the page and in the pack.
        var page = await director.Page("/compliance/packs?clause=D13-3.3.2c");
        var fingerprint = page.QuerySelector("#fingerprint")!.TextContent;
        (await director.Json(HttpMethod.Get, "/api/v1/compliance/key")).Body.GetProperty("fingerprint").GetString().ShouldBe(fingerprint);
        JsonDocument.Parse(bytes).RootElement.GetProperty("signature").GetProperty("fingerprint").GetString().ShouldBe(fingerprint);
        (await world.Read(db => db.Set<SigningKey>().AsNoTracking().SingleAsync())).ProtectedKey.ShouldNotContain("PRIVATE");

        var good = await Check(bytes);
        (good.Good, good.Key, good.Fingerprint).ShouldBe((true, "packs.verify.whole", fingerprint));
        good.Made.ShouldContain("华南公司");
        (await Check(bytes, fingerprint.ToUpperInvariant())).Good.ShouldBeTrue();
        (await Check(bytes, "0000")).Key.ShouldBe("packs.verify.other-key");
        // A byte anywhere, be it in the middle, in the seal or at the very end; a byte more or less.
        foreach (var at in Enumerable.Range(0, 40).Select(i => i * (bytes.Length - 1) / 39).Concat(Enumerable.Range(bytes.Length - 420, 420)))
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            (await Check(changed)).Good.ShouldBeFalse($"byte {at} of {bytes.Length}");
        }
        var text = Encoding.UTF8.GetString(bytes);
        (await Check(Encoding.UTF8.GetBytes(text.Replace("\"inTime\"", "\"late\"", StringComparison.Ordinal)))).Key.ShouldBe("packs.verify.changed");
        (await Check(bytes[..^1])).Key.ShouldBe("packs.verify.seal-changed");
        (await Check([.. bytes, (byte)'\n'])).Key.ShouldBe("packs.verify.seal-changed");
        (await Check([(byte)' ', .. bytes])).Key.ShouldBe("packs.verify.changed");
        (await Check(bytes[..100])).Key.ShouldBe("packs.verify.unsigned");
        (await Check([])).Key.ShouldBe("packs.verify.unsigned");
    }

    [Fact]
    public async Task The_command_line_says_in_both_languages_what_it_found()
    {
        await using var world = await World.Open(Engine.Sqlite);
        using var director = await world.Browser("孙总监");
        var bytes = await director.GetByteArrayAsync("/api/v1/compliance/pack");
        var folder = Directory.CreateTempSubdirectory("guiju-pack-").FullName;
        try
        {
            var (whole, changed) = (Path.Combine(folder, "pack.json"), Path.Combine(folder, "changed.json"));
            await File.WriteAllBytesAsync(whole, bytes);
            bytes[30] ^= 1;
            await File.WriteAllBytesAsync(changed, bytes);
            (await Verbs.VerifyPack(whole, null, default)).ShouldBe(0);
            (await Verbs.VerifyPack(whole, "beef", default)).ShouldBe(4);
            (await Verbs.VerifyPack(changed, null, default)).ShouldBe(4);
            (await Verbs.VerifyPack(Path.Combine(folder, "none.json"), null, default)).ShouldBe(2);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    static async Task<SealFound> Check(byte[] bytes, string? fingerprint = null) => await PackSeal.Check(new MemoryStream(bytes), fingerprint, default);
}
