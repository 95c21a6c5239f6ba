namespace ReId.Model.Losses;

/// <summary>
/// A loss that depends on how far the training is: something is annealed, or drawn. The training loop sets the iteration
/// before each step, so that a resumed run goes on as the uninterrupted one.
/// </summary>
public interface IIterationLoss
{
    /// <summary>Steps of the optimiser before this one.</summary>
    long Iteration { get; set; }
}
