namespace ReId.Model.Studies.Planning;

/// <summary>What a warm-up measured of a network.</summary>
/// <param name="Opening">Seconds until the first step of a run is done.</param>
/// <param name="PerImage">Seconds of training for an image.</param>
/// <param name="Evaluation">Seconds of the evaluation at the end of a run.</param>
internal sealed record NetworkTiming(double Opening, double PerImage, double Evaluation)
{
    /// <summary>Images that fit into a time.</summary>
    /// <param name="seconds">The time of a run.</param>
    public double Images(double seconds) => (seconds - Opening - Evaluation) / PerImage;

    /// <summary>Seconds that a run of so many images takes.</summary>
    /// <param name="images">The images.</param>
    public double Seconds(int images) => Opening + Evaluation + (images * PerImage);
}
