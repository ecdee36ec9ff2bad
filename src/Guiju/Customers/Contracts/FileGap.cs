namespace Guiju.Customers.Contracts;

/// <summary>In what a file falls short of a clause, so that somebody has to act.</summary>
public enum FileGap
{
    /// <summary>Standard fields are missing and the days to fill them are over (D13-3.3.2c).</summary>
    Chased,

    /// <summary>Too little is known of the fields that are scored (D01-1.2c).</summary>
    TooLittle,

    /// <summary>Nothing was brought up to date for longer than allowed (D01-3.1a).</summary>
    Stale,

    /// <summary>Found to be a target or potential customer and not entered in the register in time (D01-1.3c).</summary>
    NotRegistered,
}
