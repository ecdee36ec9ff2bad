using Guiju.Customers.Contracts;
using Guiju.Platform;
using Guiju.Platform.Data;
using Guiju.Platform.Files;
using Guiju.Platform.Security;

namespace Guiju.Customers.Bin;

/// <summary>Puts single rows into the bin.</summary>
sealed class CustomerBin(GuijuContext db, CurrentActor actor, CompanyClock clock) : IBin
{
    public Guid Put(BinKind kind, CustomerHeader of, string name, string? reason, Entity row)
    {
        var item = new BinItem(kind, of, name, reason, BinContent.Write(db.Model, [row]), actor.Value.PersonId, actor.Value.Name, clock.Now);
        if (row is Attachment attachment) item.Names([attachment.Hash]);
        db.Add(item);
        return item.Id;
    }
}

/// <summary>Says which stored files the bin names: they come back with what is taken back, and go when it is gone for good.</summary>
sealed class BinFiles : IFileReferences
{
    public IQueryable<string> Hashes(GuijuContext db) => db.Set<BinnedFile>().Select(f => f.Hash);
}
