namespace Guiju.Rulebook.Calendar;

/// <summary>Counting in working hours, breaks left out.</summary>
public static class WorkingTime
{
    extension(WorkCalendar calendar)
    {
        /// <summary>Whether work goes on at this moment.</summary>
        public bool IsOpen(DateTime at) =>
            calendar.IsWorkingDay(DateOnly.FromDateTime(at)) && calendar.Hours.Spans.Any(s => s.From <= TimeOnly.FromDateTime(at) && TimeOnly.FromDateTime(at) < s.To);

        /// <summary>
        /// The moment from which a clock of working time runs for something that comes in: at once during work, else with the
        /// next span of work; what comes in at or after the cut-off counts as the next working day's opening.
        /// </summary>
        /// <param name="received">When it came in.</param>
        /// <param name="cutOff">How long before close the cut-off lies; zero is the close itself.</param>
        public DateTime StartOfClock(DateTime received, TimeSpan cutOff = default)
        {
            var date = DateOnly.FromDateTime(received);
            if (!calendar.IsWorkingDay(date))
                return calendar.Next(date).ToDateTime(calendar.Hours.Opening);
            // Subtracted from the span of the day, not as a TimeOnly, which would wrap around midnight.
            if (received.TimeOfDay >= calendar.Hours.Close.ToTimeSpan() - cutOff)
                return calendar.Next(date).ToDateTime(calendar.Hours.Opening);
            var span = calendar.Hours.Spans.First(s => received.TimeOfDay < s.To.ToTimeSpan());
            return received.TimeOfDay < span.From.ToTimeSpan() ? date.ToDateTime(span.From) : received;
        }

        /// <summary>The moment at which this much working time has passed; where that is the end of a span, its end and not the next opening.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
        public DateTime AddWorkingTime(DateTime start, TimeSpan time)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
            var at = calendar.StartOfClock(start);
            while (true)
            {
                var date = DateOnly.FromDateTime(at);
                foreach (var span in calendar.Hours.Spans.Where(s => at.TimeOfDay < s.To.ToTimeSpan()))
                {
                    var from = at.TimeOfDay > span.From.ToTimeSpan() ? at : date.ToDateTime(span.From);
                    var left = date.ToDateTime(span.To) - from;
                    if (time <= left)
                        return from + time;
                    time -= left;
                }
                at = calendar.Next(date).ToDateTime(calendar.Hours.Opening);
            }
        }

        /// <summary>How much working time lies between two moments; negative where the second is earlier.</summary>
        public TimeSpan WorkingTimeBetween(DateTime from, DateTime to)
        {
            if (to < from)
                return -calendar.WorkingTimeBetween(to, from);
            var sum = TimeSpan.Zero;
            for (var date = DateOnly.FromDateTime(from); date <= DateOnly.FromDateTime(to); date = date.AddDays(1))
            {
                if (!calendar.IsWorkingDay(date))
                    continue;
                foreach (var span in calendar.Hours.Spans)
                {
                    var start = Later(from, date.ToDateTime(span.From));
                    var end = Earlier(to, date.ToDateTime(span.To));
                    if (end > start)
                        sum += end - start;
                }
            }
            return sum;
        }
    }

    static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
