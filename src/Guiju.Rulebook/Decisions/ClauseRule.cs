using Guiju.Rulebook.Calendar;

namespace Guiju.Rulebook.Decisions;

/// <summary>
/// A clause that decides: from facts, its parameters and the work calendar alone. No clock, no database: a fact that is a moment is given. Both kinds
/// of input are records whose members are named as people see them; parameters as the register writes them, in the program's spelling
/// (<c>TransferWithin</c> is <c>transfer_within</c>).
/// </summary>
public abstract class ClauseRule
{
    /// <summary>Id of the clause.</summary>
    public abstract string Clause { get; }

    /// <summary>Record of the facts it decides on.</summary>
    public abstract Type Facts { get; }

    /// <summary>Record of its parameters.</summary>
    public abstract Type Parameters { get; }

    /// <summary>Decides.</summary>
    /// <param name="facts">A record of type <see cref="Facts"/>.</param>
    /// <param name="parameters">A record of type <see cref="Parameters"/>.</param>
    /// <param name="calendar">The company's work calendar.</param>
    /// <exception cref="YearNotInCalendarException">Working days of a year not announced are asked for, and the calendar refuses those.</exception>
    /// <exception cref="NoWorkingDayException">The calendar has no working day within reach.</exception>
    public abstract Decision Decide(object facts, object parameters, WorkCalendar calendar);
}

/// <summary>The same with the types of its input.</summary>
public abstract class ClauseRule<TFacts, TParameters>(string clause) : ClauseRule where TFacts : notnull where TParameters : notnull
{
    /// <inheritdoc/>
    public sealed override string Clause { get; } = clause;

    /// <inheritdoc/>
    public sealed override Type Facts => typeof(TFacts);

    /// <inheritdoc/>
    public sealed override Type Parameters => typeof(TParameters);

    /// <inheritdoc/>
    public sealed override Decision Decide(object facts, object parameters, WorkCalendar calendar) => Decide((TFacts)facts, (TParameters)parameters, calendar);

    /// <summary>Decides.</summary>
    public abstract Decision Decide(TFacts facts, TParameters parameters, WorkCalendar calendar);
}

/// <summary>Says that a parameter is that of another clause, which this one refers to.</summary>
/// <param name="clause">Id of the other clause.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OfClauseAttribute(string clause) : Attribute
{
    /// <summary>Id of the other clause.</summary>
    public string Clause { get; } = clause;
}
