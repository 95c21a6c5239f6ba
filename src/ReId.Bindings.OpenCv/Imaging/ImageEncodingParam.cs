namespace OpenCvSharp;

/// <summary>One parameter of an encoder, say the quality of a JPEG.</summary>
public class ImageEncodingParam
{
    public ImageEncodingParam(ImwriteFlags id, int value)
    {
        EncodingId = id;
        Value = value;
    }

    public ImwriteFlags EncodingId { get; }

    public int Value { get; }
}
