using TorchSharp;

namespace ReId.Model.Distances;

/// <summary>
/// How far rows of one matrix are from rows of another. Every distance is safe where losses need it: never negative,
/// never NaN, exactly 0 between equal rows, and its gradient is 0 where the distance is 0. Adding one: implement this
/// and add a line to <see cref="DistanceCatalog"/>.
/// </summary>
public interface IDistance
{
    /// <summary>Name in options and on the command line, e.g. <c>euclidean</c>.</summary>
    string Name { get; }

    /// <summary>All distances between two sets of vectors; differentiable in both.</summary>
    /// <param name="rows">N×D, floating point.</param>
    /// <param name="columns">M×D of the same type, on the same device; may be <paramref name="rows"/> itself.</param>
    /// <returns>N×M.</returns>
    torch.Tensor Matrix(torch.Tensor rows, torch.Tensor columns);
}
