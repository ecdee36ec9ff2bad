using Guiju.Approvals.Contracts;
using Guiju.Duties.Contracts;
using Guiju.Platform.Data;
using Guiju.Platform.Security;
using Guiju.Platform.UseCases;

namespace Guiju.Approvals;

static class ApprovalsRegistration
{
    /// <summary>What asking and deciding takes.</summary>
    public static IServiceCollection AddApprovals(this IServiceCollection services) => services
        .AddScoped<IApprovals, ApprovalLedger>().AddScoped<Seating>().AddScoped<StepTurn>().AddScoped<ApprovalRows>().AddScoped<IApprovalReading>(s => s.GetRequiredService<ApprovalRows>())
        .AddScoped<IGuards, Guards>().AddScoped<IKeepsRefusals, RefusalKeeper>()
        .AddSingleton(new DutySubjectKind(StepTurn.Subject, Permission.PoliciesRead, id => $"/approvals/{id}"));
}
