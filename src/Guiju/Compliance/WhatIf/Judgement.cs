using Guiju.Compliance.Contracts;
using Guiju.Rulebook.Decisions;

namespace Guiju.Compliance.WhatIf;

/// <summary>What other parameters would have changed about a case.</summary>
public enum WhatIfChange
{
    /// <summary>变为逾期: it was in time and would have been late.</summary>
    Late,

    /// <summary>不再逾期: it was late and would have been in time.</summary>
    InTime,

    /// <summary>变为拒绝: it passed and would have been refused.</summary>
    Refused,

    /// <summary>不再拒绝: it was refused and would have passed.</summary>
    Passed,

    /// <summary>改变走向: it would have gone another way.</summary>
    Rerouted,
}

/// <summary>How often a replay came to what.</summary>
public readonly record struct WhatIfCounts
{
    /// <summary>Cases replayed.</summary>
    public int Cases { get; init; }

    /// <summary>Late by the parameters compared with.</summary>
    public int LateBefore { get; init; }

    /// <summary>Late by the others.</summary>
    public int LateAfter { get; init; }

    /// <summary>Refused by the parameters compared with.</summary>
    public int RefusedBefore { get; init; }

    /// <summary>Refused by the others.</summary>
    public int RefusedAfter { get; init; }

    /// <summary>Would have become late.</summary>
    public int Late { get; init; }

    /// <summary>Would not have been late.</summary>
    public int InTime { get; init; }

    /// <summary>Would have been refused.</summary>
    public int Refused { get; init; }

    /// <summary>Would have passed.</summary>
    public int Passed { get; init; }

    /// <summary>Would have gone another way.</summary>
    public int Rerouted { get; init; }

    /// <summary>Due at another moment and nothing else.</summary>
    public int Moved { get; init; }

    /// <summary>Could not be decided: the parameters lead beyond any calendar.</summary>
    public int Undecided { get; init; }

    /// <summary>All that would have changed.</summary>
    public int Changed => Late + InTime + Refused + Passed + Rerouted;

    /// <summary>How many of one change.</summary>
    public int Of(WhatIfChange change) => change switch
    {
        WhatIfChange.Late => Late,
        WhatIfChange.InTime => InTime,
        WhatIfChange.Refused => Refused,
        WhatIfChange.Passed => Passed,
        WhatIfChange.Rerouted => Rerouted,
    };

    /// <summary>Both together.</summary>
    public static WhatIfCounts operator +(WhatIfCounts a, WhatIfCounts b) => new()
    {
        Cases = a.Cases + b.Cases,
        LateBefore = a.LateBefore + b.LateBefore,
        LateAfter = a.LateAfter + b.LateAfter,
        RefusedBefore = a.RefusedBefore + b.RefusedBefore,
        RefusedAfter = a.RefusedAfter + b.RefusedAfter,
        Late = a.Late + b.Late,
        InTime = a.InTime + b.InTime,
        Refused = a.Refused + b.Refused,
        Passed = a.Passed + b.Passed,
        Rerouted = a.Rerouted + b.Rerouted,
        Moved = a.Moved + b.Moved,
        Undecided = a.Undecided + b.Undecided,
    };
}

/// <summary>What two decisions of the same case come to beside each other.</summary>
/// <param name="Before">By the parameters compared with; null where it could not be decided.</param>
/// <param name="After">By the others.</param>
/// <param name="LateBefore">Whether it was late.</param>
/// <param name="LateAfter">Whether it would have been.</param>
/// <param name="RefusedBefore">Whether it was refused.</param>
/// <param name="RefusedAfter">Whether it would have been.</param>
sealed record Judgement(Decision? Before, Decision? After, bool LateBefore, bool LateAfter, bool RefusedBefore, bool RefusedAfter)
{
    /// <summary>Holds them beside each other. What is refused has no deadline that could be missed.</summary>
    public static Judgement Of(PastCase past, Decision? before, Decision? after)
    {
        var (refusedBefore, refusedAfter) = (past.Act && before?.Allowed == false, past.Act && after?.Allowed == false);
        return new(before, after, before?.Late == true && !refusedBefore, after?.Late == true && !refusedAfter, refusedBefore, refusedAfter);
    }

    /// <summary>Whether one of them could not be decided.</summary>
    public bool Undecided => Before is null || After is null;

    /// <summary>What would have changed; a refusal weighs more than lateness, lateness more than the way.</summary>
    public WhatIfChange? Change => Undecided ? null
        : RefusedBefore != RefusedAfter ? RefusedAfter ? WhatIfChange.Refused : WhatIfChange.Passed
        : LateBefore != LateAfter ? LateAfter ? WhatIfChange.Late : WhatIfChange.InTime
        : !RefusedAfter && Before!.Choice != After!.Choice ? WhatIfChange.Rerouted : null;

    /// <summary>The case as counted.</summary>
    public WhatIfCounts Count() => Undecided ? new() { Cases = 1, Undecided = 1 } : new()
    {
        Cases = 1,
        LateBefore = LateBefore ? 1 : 0,
        LateAfter = LateAfter ? 1 : 0,
        RefusedBefore = RefusedBefore ? 1 : 0,
        RefusedAfter = RefusedAfter ? 1 : 0,
        Late = Change == WhatIfChange.Late ? 1 : 0,
        InTime = Change == WhatIfChange.InTime ? 1 : 0,
        Refused = Change == WhatIfChange.Refused ? 1 : 0,
        Passed = Change == WhatIfChange.Passed ? 1 : 0,
        Rerouted = Change == WhatIfChange.Rerouted ? 1 : 0,
        Moved = Change is null && Before!.Due?.At != After!.Due?.At ? 1 : 0,
    };
}
