using Guiju.Platform.Data;
using Guiju.Platform.Ui;
using Guiju.Rulebook.Findings;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Security;

/// <summary>Keeps the language one chose with the account, so that every browser one signs in with speaks it.</summary>
[Allow(Permission.Self)]
public sealed class KeepLanguage(GuijuContext db, CurrentActor actor)
{
    /// <summary>Keeps it; a language the program does not speak is passed over.</summary>
    public async Task<Outcome<string>> Handle(string language, CancellationToken ct)
    {
        var me = actor.Value.PersonId;
        if (Texts.Languages.Contains(language))
            await db.Set<Account>().Where(a => a.Id == me).ExecuteUpdateAsync(s => s.SetProperty(a => a.Language, language), ct);
        return language;
    }
}
