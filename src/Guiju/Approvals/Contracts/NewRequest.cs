namespace Guiju.Approvals.Contracts;

/// <summary>The record a request is about.</summary>
/// <param name="Kind">What it is, camel case, up to 30 characters: <c>customer</c>.</param>
/// <param name="Id">Its id.</param>
public readonly record struct ApprovalSubject(string Kind, Guid Id);

/// <summary>A fact as it was when the decision was asked for; what is decided is decided on these.</summary>
/// <param name="Label">Key of the text that names it.</param>
/// <param name="Value">What it says; text keys in curly braces (<c>{enum.X.Y}</c>) are said in the reader's language.</param>
public sealed record ApprovalFact(string Label, string Value)
{
    /// <summary>A fact whose value is a text of the program.</summary>
    public static ApprovalFact Said(string label, string key) => new(label, $"{{{key}}}");

    /// <summary>A fact that is so or not.</summary>
    public static ApprovalFact Holds(string label, bool holds) => Said(label, holds ? "approvals.yes" : "approvals.no");
}

/// <summary>How far an approval reaches. What is left out sets no bound.</summary>
public sealed record ApprovalBounds
{
    /// <summary>First day it holds; the day of the decision where left out.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day it holds, to its end by the company's clocks.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>How often it may be used.</summary>
    public int? Uses { get; init; }

    /// <summary>How much all uses together may come to.</summary>
    public decimal? Amount { get; init; }
}

/// <summary>A decision to be asked for.</summary>
public sealed record NewRequest
{
    /// <summary>Kind of request, as registered by an <see cref="ApprovalKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Clause that asks for it, where it is not the kind's own.</summary>
    public string? Clause { get; init; }

    /// <summary>What it is about.</summary>
    public required ApprovalSubject Subject { get; init; }

    /// <summary>Its name as deciders read it, cut to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Company whose route and people decide.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>What the approval is bound to, such as the hash of a draft: for anything else it does not count. Up to 100 characters.</summary>
    public string? Bound { get; init; }

    /// <summary>The facts, frozen with the request.</summary>
    public required IReadOnlyList<ApprovalFact> Facts { get; init; }

    /// <summary>Why it is asked for, cut to 1,000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Amount that chooses the steps.</summary>
    public decimal? Amount { get; init; }

    /// <summary>How far the approval is to reach.</summary>
    public ApprovalBounds Bounds { get; init; } = new();

    /// <summary>Who made what is to be approved, where that is not who asks: he never decides it.</summary>
    public Guid? AuthorId { get; init; }

    /// <summary>Who else has a part in it and so never decides it.</summary>
    public IReadOnlyList<Guid> Parties { get; init; } = [];
}

/// <summary>A request that was asked.</summary>
/// <param name="Id">Its id; its page is <c>/approvals/{id}</c>.</param>
/// <param name="Number">Number people read: <c>SP2026-0001</c>.</param>
/// <param name="Deciders">Who may decide the first step; empty where nobody can.</param>
public sealed record AskedRequest(Guid Id, string Number, IReadOnlyList<string> Deciders);

/// <summary>For what an approval is needed.</summary>
/// <param name="Kind">Kind of request.</param>
/// <param name="Subject">What it must be about.</param>
public sealed record ApprovalNeed(string Kind, ApprovalSubject Subject)
{
    /// <summary>Who must have asked for it; null where anybody's counts.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>What it must be bound to: exactly this, also where it is null.</summary>
    public string? Bound { get; init; }

    /// <summary>How much of its amount this use takes.</summary>
    public decimal Amount { get; init; }
}

/// <summary>An approval in force.</summary>
/// <param name="RequestId">Its request.</param>
/// <param name="Number">Number people read.</param>
/// <param name="AskedById">Who asked.</param>
/// <param name="DecidedBy">Who decided last.</param>
/// <param name="DecidedAt">When, UTC.</param>
/// <param name="Until">Last day it holds, or null.</param>
/// <param name="UsesLeft">How often it may still be used, or null.</param>
public sealed record Approval(Guid RequestId, string Number, Guid AskedById, string DecidedBy, DateTime DecidedAt, DateOnly? Until, int? UsesLeft);
