namespace ReId.Model.Weights.Pickle;

/// <summary>
/// Training scripts keep scores beside the weights as numpy scalars ("rank1": np.float64). They are let through
/// unread: no weight depends on them.
/// </summary>
internal static class NumpyValues
{
    public static object Dtype(object?[] arguments) => PickleInert.Instance;

    public static object Scalar(object?[] arguments) => PickleInert.Instance;

    /// <summary>_codecs.encode(text, 'latin1'): bytes.</summary>
    public static object Encode(object?[] arguments) => arguments is [string, "latin1" or "latin-1"]
        ? PickleInert.Instance
        : throw new WeightsFormatException("its pickle encodes text in a way that no checkpoint does");
}
