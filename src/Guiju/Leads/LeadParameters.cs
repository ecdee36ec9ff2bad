using Guiju.Policies;

namespace Guiju.Leads;

/// <summary>The numbers and lists the clauses of leads work with.</summary>
static class LeadParameters
{
    /// <summary>D01-1.1b: channels a lead may come from.</summary>
    public static IReadOnlyList<string> Channels => ClauseBook.Register["D01-1.1b"].Parameter<List<string>>("source_channels");

    /// <summary>D01-1.2b: natural hours within which a lead is registered.</summary>
    public static int RegisterWithinHours => ClauseBook.Register["D01-1.2b"].Parameter<int>("register_within");

    /// <summary>D01-1.2c: least share of the scored fields, percent.</summary>
    public static int LeastScore => ClauseBook.Register["D01-1.2c"].Parameter<int>("completeness_min");
}
