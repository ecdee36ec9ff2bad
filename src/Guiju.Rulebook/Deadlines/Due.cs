namespace Guiju.Rulebook.Deadlines;

/// <summary>When something is due.</summary>
/// <param name="Start">The moment counting began: the start itself, or the opening waited for.</param>
/// <param name="At">The last second in time, by the company's clocks.</param>
/// <param name="Estimated">Whether holidays not yet announced may still move it.</param>
public readonly record struct Due(DateTime Start, DateTime At, bool Estimated)
{
    /// <summary>The day it is due.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At);

    /// <summary>The first moment it is late.</summary>
    public DateTime LateFrom => At.AddSeconds(1);

    /// <summary>Whether this moment is too late; within the last second is in time.</summary>
    public bool IsLate(DateTime at) => at >= LateFrom;
}
