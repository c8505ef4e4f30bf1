import CXlsxWriter

/// Makes the library's charts from ours.
enum WorkbookChart {
  /// - Returns: nil where the library has no memory left.
  static func make(
    _ draft: ChartDraft, in workbook: UnsafeMutablePointer<lxw_workbook>?
  ) -> UnsafeMutablePointer<lxw_chart>? {
    let kind = draft.kind == .line ? LXW_CHART_LINE : LXW_CHART_COLUMN_STACKED
    guard let chart = workbook_add_chart(workbook, UInt8(kind.rawValue)) else { return nil }
    for series in draft.series {
      guard let added = chart_add_series(chart, "=" + series.categories, "=" + series.values)
      else { return nil }
      chart_series_set_name(added, "=" + series.nameCell)
      if draft.kind == .line {
        var line = lxw_chart_line()
        line.color = series.colour
        line.width = 2.25
        if series.isDashed { line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue) }
        chart_series_set_line(added, &line)
      } else {
        var fill = lxw_chart_fill()
        fill.color = series.colour
        chart_series_set_fill(added, &fill)
      }
    }
    // The library would take a title that begins with = for a reference to a cell.
    let title = draft.title.onOneLine.shortened(to: 200)
    var font = lxw_chart_font()
    font.size = title.count > 60 ? 10 : 12
    font.bold = 1
    chart_title_set_name(chart, title.hasPrefix("=") ? " " + title : title)
    chart_title_set_name_font(chart, &font)
    var small = lxw_chart_font()
    small.size = 9
    let values = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y)
    chart_axis_set_name(values, draft.valueAxis)
    chart_axis_set_name_font(values, &small)
    chart_axis_set_num_font(values, &small)
    chart_axis_set_num_format(values, draft.numberFormat)
    chart_axis_set_min(values, 0)
    if let greatest = draft.greatest { chart_axis_set_max(values, greatest) }
    var grid = lxw_chart_line()
    grid.color = 0xE3E3E3
    grid.width = 0.75
    chart_axis_major_gridlines_set_line(values, &grid)
    let time = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_X)
    var upright = small
    if let step = draft.categoryStep {
      chart_axis_set_interval_unit(time, UInt16(step))
      chart_axis_set_interval_tick(time, UInt16(step))
      upright.rotation = -90
    }
    chart_axis_set_num_font(time, &upright)
    chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    chart_legend_set_font(chart, &small)
    if draft.kind == .stackedColumns { chart_set_series_gap(chart, 50) }
    return chart
  }
}
