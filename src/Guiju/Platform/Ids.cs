namespace Guiju.Platform;

/// <summary>Makes ids for records: sequential GUIDs (version 7), so that indexes stay dense and ids tell nothing.</summary>
public static class Ids
{
    /// <summary>A new id, later in order than those made before in this process to the millisecond.</summary>
    public static Guid Next() => Guid.CreateVersion7();
}
