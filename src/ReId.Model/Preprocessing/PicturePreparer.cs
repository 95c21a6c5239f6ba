using System.Buffers;
using OpenCvSharp;
using ReId.Bindings.Jpeg;
using ReId.Model.Embedding;
using ReId.Model.Preprocessing.Decoding;
using ReId.Model.Preprocessing.Resizing;

namespace ReId.Model.Preprocessing;

/// <summary>
/// Encoded picture in, prepared pixels out: decode (EXIF orientation applied, grey and 16-bit brought to 8-bit colour,
/// alpha dropped), BGR to RGB, resize. Has no state, so threads share it.
/// </summary>
internal sealed class PicturePreparer
{
    private readonly IResizeFilter _filter;

    /// <summary>Creates a preparer for a model.</summary>
    /// <param name="model">Its <see cref="ModelInfo.Resize"/> chooses the filter.</param>
    /// <exception cref="ReId.Contracts.ReIdException">The filter is unknown.</exception>
    public PicturePreparer(ModelInfo model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _filter = ResizeFilters.Find(model.Resize);
    }

    /// <summary>Decodes a picture into a slot of a batch.</summary>
    /// <param name="encoded">JPEG, PNG, WebP or BMP.</param>
    /// <param name="batch">The batch; its height and width are the size to resize to.</param>
    /// <param name="slot">Which slot; different threads may fill different slots.</param>
    /// <exception cref="PictureException">The bytes are no usable picture; the message says why.</exception>
    public void Prepare(ReadOnlySpan<byte> encoded, PixelBatch batch, int slot)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (width, height) = PictureHeader.Check(encoded);
        if (!PrepareJpeg(encoded, width, height, batch, slot))
        {
            PrepareAny(encoded, batch, slot);
        }
    }

    // Nearly every crop is a plain JPEG, and OpenCV 4.6 takes three times as long as libjpeg for the same bytes.
    private bool PrepareJpeg(ReadOnlySpan<byte> encoded, int width, int height, PixelBatch batch, int slot)
    {
        if (!JpegHeader.Begins(encoded))
        {
            return false;
        }

        var step = width * PixelBatch.Channels;
        var pixels = ArrayPool<byte>.Shared.Rent(step * height);
        try
        {
            var bgr = pixels.AsSpan(0, step * height);
            if (!JpegDecoder.TryDecode(encoded, height, width, bgr))
            {
                return false;
            }

            PictureResizer.Resize(bgr, height, width, step, batch.Slot(slot), batch.Height, batch.Width, _filter);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    private unsafe void PrepareAny(ReadOnlySpan<byte> encoded, PixelBatch batch, int slot)
    {
        using var picture = Decode(encoded);
        var step = checked((int)picture.Step());
        PictureResizer.Resize(
            new ReadOnlySpan<byte>((void*)picture.Data, checked(step * picture.Rows)),
            picture.Rows, picture.Cols, step, batch.Slot(slot), batch.Height, batch.Width, _filter);
    }

    private static Mat Decode(ReadOnlySpan<byte> encoded)
    {
        Mat picture;
        try
        {
            picture = Cv2.ImDecode(encoded, ImreadModes.Color);
        }
        catch (OpenCVException)
        {
            throw new PictureException("does not decode");
        }

        if (!picture.Empty())
        {
            return picture;
        }

        picture.Dispose();
        throw new PictureException("does not decode");
    }
}
