namespace ReId.Ingest.Detection.Boxes;

/// <summary>One box of a file.</summary>
/// <param name="Camera">The camera it is of; null for whichever is ingested.</param>
/// <param name="Frame">Position of the frame in the source, from 0.</param>
/// <param name="X">Left edge, pixels from 0.</param>
/// <param name="Y">Upper edge, pixels from 0.</param>
/// <param name="Width">Above 0.</param>
/// <param name="Height">Above 0.</param>
/// <param name="Score">As the file has it; null for none.</param>
internal readonly record struct BoxRow(
    string? Camera, long Frame, double X, double Y, double Width, double Height, double? Score)
{
    /// <summary>What is wrong with it, to follow "… has"; null for nothing.</summary>
    public string? Problem =>
        !(Width > 0 && Height > 0 && double.IsFinite(Width) && double.IsFinite(Height)) ? $"a box of {Width}×{Height} pixels, but both are above 0"
        : !double.IsFinite(X) || !double.IsFinite(Y) ? $"a box at {X}, {Y}, but both are numbers"
        : Score is { } score && !double.IsFinite(score) ? $"the score {score}, but that is a number"
        : null;
}
