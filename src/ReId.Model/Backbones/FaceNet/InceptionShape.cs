namespace ReId.Model.Backbones.FaceNet;

/// <summary>One row of table 2 of the FaceNet paper.</summary>
/// <param name="One">Channels of the 1×1 branch; 0 for none.</param>
/// <param name="ThreeReduce">Channels before the 3×3.</param>
/// <param name="Three">Channels of the 3×3.</param>
/// <param name="FiveReduce">Channels before the 5×5.</param>
/// <param name="Five">Channels of the 5×5; 0 for none.</param>
/// <param name="L2">Whether the pooling is by the L2 norm instead of the maximum.</param>
/// <param name="Projection">Channels after the pooling; 0 leaves it as it is.</param>
/// <param name="Stride">Step of the 3×3, the 5×5 and the pooling.</param>
internal sealed record InceptionShape(
    int One, int ThreeReduce, int Three, int FiveReduce, int Five, bool L2, int Projection, int Stride = 1)
{
    /// <summary>Channels out.</summary>
    public int Outputs(int inputs) => One + Three + Five + (Projection == 0 ? inputs : Projection);
}
