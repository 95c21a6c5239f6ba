namespace ReId.Model.Training.Runs;

/// <summary>Something of a step became NaN or infinite; the trainer makes a sentence of it.</summary>
/// <param name="what">What it was, e.g. <c>the loss 'softmax_ce'</c>.</param>
internal sealed class NotFiniteException(string what) : Exception($"{what} is not finite")
{
    public string What { get; } = what;
}
