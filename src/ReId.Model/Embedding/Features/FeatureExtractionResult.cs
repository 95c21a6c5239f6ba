namespace ReId.Model.Embedding.Features;

/// <summary>What an extraction wrote.</summary>
/// <param name="Features">The .npy file: float32, one row for each written name.</param>
/// <param name="Names">The text file with the names, in the order of the rows.</param>
/// <param name="Written">Rows and names.</param>
/// <param name="Skipped">Pictures that could not be used and have neither row nor name, each with its reason.</param>
/// <param name="Zeros">Pictures that were written with a vector of zeros, each with a remark.</param>
public sealed record FeatureExtractionResult(
    string Features, string Names, int Written, IReadOnlyList<string> Skipped, IReadOnlyList<string> Zeros);
