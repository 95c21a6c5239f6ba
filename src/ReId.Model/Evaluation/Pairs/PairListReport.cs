using ReId.Model.Evaluation.Verification;

namespace ReId.Model.Evaluation.Pairs;

/// <summary>What an evaluation of a pair list found.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Pictures">Different pictures in them.</param>
/// <param name="Folds">For each fold VAL at the FAR with the threshold of the other folds, and its accuracy.</param>
/// <param name="FarIsSeen">False where the FAR is less than one pair of the other folds: then none may be accepted.</param>
/// <param name="Area">Area under the ROC curve.</param>
/// <param name="EqualErrorRate">Equal error rate.</param>
public sealed record PairListReport(
    string Model, int Pairs, int Pictures, IReadOnlyList<(OperatingPoint Point, double Accuracy)> Folds, bool FarIsSeen,
    double Area, double EqualErrorRate)
{
    /// <summary>Accuracy over the folds.</summary>
    public Spread Accuracy => Spread.Of([.. Folds.Select(fold => fold.Accuracy)]);

    /// <summary>VAL over the folds.</summary>
    public Spread Val => Spread.Of([.. Folds.Select(fold => fold.Point.TrueAcceptRate)]);

    /// <summary>FAR over the folds, as it came out on the held fold.</summary>
    public Spread Far => Spread.Of([.. Folds.Select(fold => fold.Point.FalseAcceptRate)]);
}
