using System.Security.Cryptography;
using Guiju.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Guiju.Platform.Files;

/// <summary>Looks whether every file that rows name is in the store with its own bytes.</summary>
sealed class FileCheck(IEnumerable<IFileReferences> references, FileStore store)
{
    /// <summary>What was found.</summary>
    /// <param name="Files">Files named.</param>
    /// <param name="Missing">Hashes that are not there.</param>
    /// <param name="Damaged">Hashes whose file holds other bytes.</param>
    public sealed record Verdict(int Files, IReadOnlyList<string> Missing, IReadOnlyList<string> Damaged)
    {
        /// <summary>Whether all are there.</summary>
        public bool Whole => Missing.Count + Damaged.Count == 0;
    }

    /// <summary>Hashes of all files that rows of a database name, in order.</summary>
    public async Task<IReadOnlyCollection<string>> Named(GuijuContext db, CancellationToken ct)
    {
        var named = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var feature in references)
            await foreach (var hash in feature.Hashes(db).Distinct().AsAsyncEnumerable().WithCancellation(ct)) named.Add(hash);
        return named;
    }

    /// <summary>Reads every named file.</summary>
    public async Task<Verdict> Of(GuijuContext db, CancellationToken ct)
    {
        var named = await Named(db, ct);
        List<string> missing = [], damaged = [];
        foreach (var hash in named)
        {
            await using var file = store.Open(hash);
            if (file is null) missing.Add(hash);
            else if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) != hash) damaged.Add(hash);
        }
        return new(named.Count, missing, damaged);
    }
}
