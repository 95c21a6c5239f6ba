namespace ReId.Model.Files;

/// <summary>Arrays whose first index runs fastest, as NumPy writes transposed matrices.</summary>
internal static class FortranOrder
{
    /// <summary>The elements with the last index running fastest.</summary>
    /// <param name="data">The elements in Fortran order.</param>
    /// <param name="shape">Sizes of the dimensions.</param>
    /// <param name="width">Bytes of an element.</param>
    public static byte[] ToC(ReadOnlySpan<byte> data, ReadOnlySpan<long> shape, int width)
    {
        var result = new byte[data.Length];
        var place = new long[shape.Length];
        for (var from = 0; from < data.Length; from += width)
        {
            var to = 0L;
            for (var d = 0; d < place.Length; d++)
            {
                to = (to * shape[d]) + place[d];
            }

            data.Slice(from, width).CopyTo(result.AsSpan((int)(to * width)));
            for (var d = 0; d < place.Length && ++place[d] == shape[d]; d++)
            {
                place[d] = 0;
            }
        }

        return result;
    }
}
