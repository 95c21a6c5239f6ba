namespace ReId.Model.Preprocessing;

/// <summary>
/// Bytes are no picture that can be used. The message is the second half of a sentence ("is cut off"); whoever knows
/// the file's or the crop's name puts it in front.
/// </summary>
internal sealed class PictureException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, beginning with a verb.</param>
    public PictureException(string message)
        : base(message)
    {
    }
}
