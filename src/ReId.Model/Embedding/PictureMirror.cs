using System.Runtime.InteropServices;

namespace ReId.Model.Embedding;

/// <summary>Mirrors the pictures of a batch left to right, for flip averaging.</summary>
internal static class PictureMirror
{
    public static void Flip(PixelBatch source, PixelBatch target)
    {
        target.Count = source.Count;
        for (var i = 0; i < source.Count; i++)
        {
            var from = MemoryMarshal.Cast<byte, Pixel>(source.Slot(i));
            var to = MemoryMarshal.Cast<byte, Pixel>(target.Slot(i));
            for (var row = 0; row < from.Length; row += source.Width)
            {
                from.Slice(row, source.Width).CopyTo(to[row..]);
                to.Slice(row, source.Width).Reverse();
            }
        }
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1, Size = PixelBatch.Channels)]
    private readonly record struct Pixel(byte Red, byte Green, byte Blue);
}
