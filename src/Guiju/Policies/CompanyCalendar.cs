using System.Collections.Concurrent;
using Guiju.Policies.Contracts;
using Guiju.Rulebook.Calendar;

namespace Guiju.Policies;

/// <summary>Mainland China's days with the hours the company set (parameter <c>workday</c> of D11-2.1.3-1h).</summary>
sealed class CompanyCalendar(IClauseParameters parameters) : IWorkCalendar
{
    const string Clause = "D11-2.1.3-1h";

    static readonly WorkCalendar china = WorkCalendar.China.Estimating();

    // A handful of different hours at most: one calendar for each, made once.
    static readonly ConcurrentDictionary<string, WorkCalendar> byHours = new();

    public WorkCalendar On(DateOnly day) =>
        byHours.GetOrAdd(parameters.Get<string>(Clause, "workday", day), hours => china.With(WorkHours.Parse(hours)));

    public IWorkCalendar For(Guid unitId) => new CompanyCalendar(parameters.For(unitId));
}
