using Guiju.Rulebook.Calendar;

namespace Guiju.Policies.Contracts;

/// <summary>
/// The work calendar in force: the public holidays announced and the company's working hours. Years not yet announced go by
/// the weekday; a due time that rests on one says so (<c>Due.Estimated</c>).
/// </summary>
public interface IWorkCalendar
{
    /// <summary>The calendar as it holds on a day, with the hours set for that day.</summary>
    WorkCalendar On(DateOnly day);

    /// <summary>The same for another company than the caller's; jobs go through all of them.</summary>
    IWorkCalendar For(Guid unitId);
}
