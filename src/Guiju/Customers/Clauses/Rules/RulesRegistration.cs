using Guiju.Policies.Contracts;

namespace Guiju.Customers.Clauses.Rules;

static class RulesRegistration
{
    /// <summary>Makes known which clauses of customer files can be tried.</summary>
    public static IServiceCollection AddCustomerRules(this IServiceCollection services) => services
        .AddClauseRule<FileOpeningRule>().AddClauseRule<ConfirmationRule>().AddClauseRule<CorrectionRule>().AddClauseRule<TransferRule>()
        .AddClauseRule<CompletenessRule>().AddClauseRule<InformationRule>().AddClauseRule<RegisterGateRule>()
        .AddClauseRule<NextContactRule>().AddClauseRule<StageRule>().AddClauseRule<EvaluationRule>().AddClauseRule<CategoryRule>();
}
